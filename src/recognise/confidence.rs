//! How far proposals can be trusted (可信度), by the rule that made them.
//!
//! Three grades, no percentages: what a rule is worth differs from text to text, and a number would promise what nobody
//! measured on this one. The grades follow what the rules stand on: a form that policy text uses for nothing else; a name
//! that a register knows; the mere shape of a name.

/// A grade of trust; the higher, the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Judged by its shape: to be read one by one.
    Low,
    /// A known name, which may mean something else here.
    Medium,
    /// A form that has one meaning.
    High,
}

/// Rules by how their names begin; the first that fits counts.
const GRADES: [(&str, Confidence); 20] = [
    ("number.", Confidence::High),
    ("time.", Confidence::High),
    ("contact.", Confidence::High),
    ("policy.work", Confidence::Medium),
    ("policy.", Confidence::High),
    ("department.sentence", Confidence::Medium),
    ("department.lost_bracket", Confidence::Medium),
    ("department.", Confidence::High),
    ("place.gazetteer", Confidence::Medium),
    ("place.division", Confidence::Medium),
    ("place.short_form", Confidence::Medium),
    ("place.listed", Confidence::Medium),
    ("place.joined", Confidence::Medium),
    ("organisation.known", Confidence::Medium),
    ("organisation.organ", Confidence::Medium),
    ("organisation.committee", Confidence::Medium),
    ("organisation.listed_firm", Confidence::Medium),
    ("person.title", Confidence::Medium),
    ("person.office", Confidence::Medium),
    ("person.appointed", Confidence::Medium),
];

impl Confidence {
    /// That of a rule, by its name (`number.percent`); low where nothing is known of it.
    pub fn of(rule: &str) -> Self {
        GRADES.iter().find(|(start, _)| rule.starts_with(start)).map_or(Self::Low, |&(_, grade)| grade)
    }
}

#[cfg(test)]
mod tests {
    use super::Confidence::{self, High, Low, Medium};

    #[test]
    fn a_rule_is_trusted_by_what_it_stands_on() {
        for (rule, expected) in [
            ("number.percent", High),
            ("policy.title", High),
            ("policy.work", Medium),
            ("department.clause_bracket", High),
            ("department.sentence", Medium),
            ("organisation.organ_of_level", Medium),
            ("place.facility", Low),
            ("", Low),
            ("mine.own", Low),
        ] {
            assert_eq!(Confidence::of(rule), expected, "{rule}");
        }
        assert!(High > Medium && Medium > Low);
    }
}
