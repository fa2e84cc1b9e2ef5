//! Changes of a scheme (补充标签、改键). Labels that came in with marks and that the scheme did not know are taken from the
//! scheme they came with, or are given a seal, a colour and a key, so that they can be used like the others; what those mean,
//! and their attributes, is for people to say.

use super::{LabelDef, Name, Scheme, Wording};

/// Colours on light and on dark paper, each readable as text there; they follow one another and begin again.
const COLOURS: [(&str, &str); 8] = [
    ("#8a4b08", "#e6b26f"),
    ("#1d6f42", "#7fce9f"),
    ("#4b3fa7", "#b0a6f5"),
    ("#0b6b82", "#7cc9dd"),
    ("#9a2c5c", "#f096bd"),
    ("#5b6512", "#c3cf72"),
    ("#7a3b86", "#d9a0e6"),
    ("#46566b", "#a9bacd"),
];

impl Scheme {
    /// The scheme with what another one has of these labels and it lacks, and with the other's relation types that it
    /// lacks. A key that is taken is not taken away.
    pub fn with_those_of<'a>(&self, other: &Self, names: impl IntoIterator<Item = &'a Name>) -> Self {
        let mut scheme = self.clone();
        for label in names.into_iter().filter_map(|name| other.label(name.as_str())) {
            if scheme.label(label.id.as_str()).is_none() {
                let mut label = label.clone();
                if scheme.label_for_key(&label.key).is_some() {
                    label.key.clear();
                }
                scheme.labels.push(label);
            }
        }
        let lacking = other.relations.iter().filter(|relation| self.relation(relation.id.as_str()).is_none());
        scheme.relations.extend(lacking.cloned());
        scheme
    }

    /// The scheme without the keys that are taken by something else: a label that had one has its built-in key again, where
    /// that is free, or none.
    pub fn without_keys(&self, taken: impl Fn(&str) -> bool) -> Self {
        let builtin = Self::policy();
        let mut scheme = self.clone();
        for label in self.labels.iter().filter(|label| !label.key.is_empty() && taken(&label.key)) {
            let own = builtin.label(label.id.as_str()).map(|it| it.key.as_str()).unwrap_or_default();
            let is_free = !taken(own) && scheme.label_for_key(own).is_none();
            scheme = scheme.with_key(&label.id, if is_free { own } else { "" });
        }
        scheme
    }

    /// The scheme with a label's key set to this one, which no other label has any more.
    pub fn with_key(&self, id: &Name, key: &str) -> Self {
        let mut scheme = self.clone();
        for label in &mut scheme.labels {
            if label.id == *id {
                key.clone_into(&mut label.key);
            } else if label.key.eq_ignore_ascii_case(key) {
                label.key.clear();
            }
        }
        scheme
    }

    /// The scheme with the labels of these names that it lacks, behind its own. `keys` are those still free, in the
    /// order to give them out; labels beyond them get none.
    pub fn with_labels<'a>(&self, names: impl IntoIterator<Item = &'a Name>, keys: &[char]) -> Self {
        let mut scheme = self.clone();
        let taken = |key: &char| self.label_for_key(key.encode_utf8(&mut [0; 4])).is_none();
        let mut free = keys.iter().filter(|key| taken(key));
        for name in names {
            if scheme.label(name.as_str()).is_some() {
                continue;
            }
            let colours = COLOURS.iter().cycle().nth(scheme.labels.len() - self.labels.len());
            let &(light, dark) = colours.unwrap_or(&("", ""));
            scheme.labels.push(LabelDef {
                id: name.clone(),
                wording: Wording { zh: name.to_string(), en: name.to_string() },
                seal: seal_of(name.as_str()),
                key: free.next().map(char::to_string).unwrap_or_default(),
                colour: (light.to_owned(), dark.to_owned()),
                attrs: Vec::new(),
            });
        }
        scheme
    }
}

/// The character drawn at the marks of a label: the first letter of its name.
fn seal_of(name: &str) -> String {
    let letter = name.chars().find(|ch| ch.is_alphanumeric()).or_else(|| name.chars().next()).unwrap_or('?');
    letter.to_ascii_uppercase().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scheme::RelationDef;

    #[test]
    fn unknown_labels_join_and_known_ones_stay() {
        let scheme = Scheme::policy();
        let names: Vec<Name> = ["DEPT", "term", "机型", "term", "—"].map(Name::from).to_vec();
        let more = scheme.with_labels(&names, &['t', 'v', 'w']);
        assert_eq!(more.labels[..scheme.labels.len()], scheme.labels);
        let added: Vec<_> = more.labels[scheme.labels.len()..]
            .iter()
            .map(|label| (label.id.as_str(), label.seal.as_str(), label.key.as_str()))
            .collect();
        assert_eq!(added, [("term", "T", "v"), ("机型", "机", "w"), ("—", "—", "")], "T is the key of 任务 already");
        assert_eq!(more.relations, scheme.relations);
        assert_eq!(more.with_labels(&names, &['x']), more);
    }

    #[test]
    fn labels_that_another_scheme_defines_come_as_they_are() {
        let mut other = Scheme::default().with_labels(&["机型", "农艺", "别的"].map(Name::from), &['1', 'z']);
        other.labels[0].wording.zh = "机器型号".into();
        let uses = RelationDef { id: Name::from("uses"), wording: Wording::default(), from: vec![], to: vec![] };
        other.relations.push(uses.clone());
        let scheme = Scheme::policy();
        let more = scheme.with_those_of(&other, &["机型", "农艺", "无"].map(Name::from));
        let added: Vec<_> = more.labels[scheme.labels.len()..]
            .iter()
            .map(|label| (label.wording.zh.as_str(), label.key.as_str()))
            .collect();
        assert_eq!(added, [("机器型号", ""), ("农艺", "z")], "1 is the key of 部门");
        assert_eq!(more.relations.last(), Some(&uses));
        assert_eq!(more.with_those_of(&other, &["机型"].map(Name::from)), more);
    }

    #[test]
    fn a_key_goes_from_one_label_to_another() {
        let scheme = Scheme::policy();
        let (first, second) = (scheme.labels[0].clone(), scheme.labels[1].clone());
        let moved = scheme.with_key(&second.id, &first.key);
        assert_eq!((moved.labels[0].key.as_str(), moved.labels[1].key.as_str()), ("", first.key.as_str()));
        let none = scheme.with_key(&first.id, "");
        assert_eq!((none.labels[0].key.as_str(), &none.labels[1].key), ("", &second.key));
    }

    #[test]
    fn a_label_leaves_a_key_that_is_taken() {
        let scheme = Scheme::policy();
        let [first, second] = [0, 1].map(|at| scheme.labels[at].clone());
        let strange = scheme.with_key(&first.id, "a").with_labels(&["机型".into()], &['b']);
        assert_eq!(strange.without_keys(|key| key == "a").labels[0].key, first.key);
        let taken = strange.with_key(&second.id, &first.key).without_keys(|key| ["a", "b"].contains(&key));
        assert_eq!(taken.labels[0].key, "", "its own key is another label's now");
        assert_eq!(taken.labels.last().map(|label| label.key.as_str()), Some(""));
        assert_eq!(scheme.without_keys(|key| key == "ü"), scheme);
    }

    #[test]
    fn colours_follow_one_another_for_ever() {
        let names: Vec<Name> = (0..20).map(|n| Name::from(format!("L{n}").as_str())).collect();
        let scheme = Scheme::default().with_labels(&names, &[]);
        assert_eq!(scheme.labels.len(), 20);
        assert_eq!(scheme.labels[0].colour, scheme.labels[COLOURS.len()].colour);
        assert!(scheme.labels.windows(2).all(|pair| pair[0].colour != pair[1].colour));
    }
}
