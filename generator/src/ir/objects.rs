//! Rules of objects as a whole: how many members there are, what they are called, and which must be there together.

use super::{Conditions, Ty};

/// The rules of JSON Schema that an object can be checked by, whatever its members are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct ObjectRules {
    /// `minProperties`.
    pub min_properties: Option<u64>,
    /// `maxProperties`.
    pub max_properties: Option<u64>,
    /// `propertyNames`: the type of the members' names, a string with rules or one out of a list.
    pub names: Option<Ty>,
    /// What is said of members being there.
    pub demands: Vec<Demand>,
    /// What is asked besides.
    pub conditions: Conditions,
}

impl ObjectRules {
    /// Is there no rule at all?
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Leaves out what is asked of a member that is never there: others do not wait for it, and it has no need of others.
    pub fn forget(&mut self, member: &str) {
        let is_other = |name: &String| name != member;
        self.demands.retain_mut(|demand| match demand {
            Demand::Present(name) => is_other(name),
            Demand::Dependent { member, needs } => {
                needs.retain(is_other);
                is_other(member) && !needs.is_empty()
            }
            Demand::AnyOf(sets) => {
                sets.iter_mut().for_each(|set| set.retain(is_other));
                sets.iter().all(|set| !set.is_empty())
            }
            Demand::OneOf(sets) => sets.iter().flatten().all(is_other),
            Demand::NotAll(names) => names.iter().all(is_other),
        });
        self.conditions.forget(member);
    }
}

/// A rule of members being there.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Demand {
    /// `required` of a member that has no field.
    Present(String),
    /// `dependentRequired`: where the member is, others must be, too.
    Dependent {
        /// The member.
        member: String,
        /// The others.
        needs: Vec<String>,
    },
    /// `anyOf` of `required`: of these sets one must be there whole.
    AnyOf(Vec<Vec<String>>),
    /// `oneOf` of `required`: of these sets exactly one must be there whole.
    OneOf(Vec<Vec<String>>),
    /// `not` of `required`: these may not all be there.
    NotAll(Vec<String>),
}

impl Demand {
    /// The keyword that says it.
    pub fn keyword(&self) -> &'static str {
        match self {
            Self::Present(_) => "required",
            Self::Dependent { .. } => "dependentRequired",
            Self::AnyOf(_) => "anyOf",
            Self::OneOf(_) => "oneOf",
            Self::NotAll(_) => "not",
        }
    }
}

impl std::fmt::Display for Demand {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let keyword = self.keyword();
        match self {
            Self::Present(member) => write!(f, "{keyword} {member:?}"),
            Self::Dependent { member, needs } => write!(f, "{keyword} {member:?}: {needs:?}"),
            Self::AnyOf(sets) | Self::OneOf(sets) => write!(f, "{keyword} required {sets:?}"),
            Self::NotAll(members) => write!(f, "{keyword} required {members:?}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Demand, ObjectRules};

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn what_is_never_there_is_not_asked_for() {
        let dependent = |member: &str, needs: &[&str]| Demand::Dependent {
            member: member.to_owned(),
            needs: names(needs),
        };
        for (demand, kept) in [
            (Demand::Present("id".to_owned()), None),
            (dependent("a", &["id", "b"]), Some(dependent("a", &["b"]))),
            (dependent("a", &["id"]), None),
            (dependent("id", &["a"]), None),
            (
                Demand::AnyOf(vec![names(&["id", "a"]), names(&["b"])]),
                Some(Demand::AnyOf(vec![names(&["a"]), names(&["b"])])),
            ),
            (Demand::AnyOf(vec![names(&["id"]), names(&["b"])]), None),
            (Demand::OneOf(vec![names(&["id"]), names(&["b"])]), None),
            (Demand::NotAll(names(&["id", "a"])), None),
            (
                Demand::NotAll(names(&["a", "b"])),
                Some(Demand::NotAll(names(&["a", "b"]))),
            ),
        ] {
            let said = demand.to_string();
            let mut rules = ObjectRules {
                demands: vec![demand],
                ..ObjectRules::default()
            };
            rules.forget("id");
            assert_eq!(rules.demands, Vec::from_iter(kept), "{said}");
        }
    }
}
