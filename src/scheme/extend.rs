//! Labels that came in with marks and that the scheme did not know (补充标签): given a seal, a colour and a key, so that
//! they can be used like the others. What they mean, and their attributes, is for people to say.

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
    fn colours_follow_one_another_for_ever() {
        let names: Vec<Name> = (0..20).map(|n| Name::from(format!("L{n}").as_str())).collect();
        let scheme = Scheme::default().with_labels(&names, &[]);
        assert_eq!(scheme.labels.len(), 20);
        assert_eq!(scheme.labels[0].colour, scheme.labels[COLOURS.len()].colour);
        assert!(scheme.labels.windows(2).all(|pair| pair[0].colour != pair[1].colour));
    }
}
