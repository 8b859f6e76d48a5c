//! Rules of objects as a whole: how many members there are, what they are called, which must be there together.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};

use super::listed::wanted;
use super::{
    Broken, Checker, Conditions, ConstraintError, NameLimit, Rule, StringRules, Violations,
    validate,
};
use crate::codec::{Form, Model, Peek, ReadError, Reader, SecretSearch, Value, Writer};

/// What an object must be, whatever its members are.
///
/// ```
/// use oas_runtime::{Demand, Map, ObjectRules};
/// const RULES: ObjectRules = ObjectRules::new("Labels")
///     .max_properties(2)
///     .demands(&[Demand::Dependent("card", &["address"])]);
/// let labels: Map<i64> = [("card", 1)].into();
/// let error = RULES.check(&labels).unwrap_err();
/// assert_eq!(error.to_string(), "Labels: `card` is there, so `address` must be, too (dependentRequired)");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct ObjectRules {
    type_name: &'static str,
    min_properties: usize,
    max_properties: usize,
    names: NameRules,
    demands: &'static [Demand],
    conditions: Option<&'static Conditions>,
}

/// What the names of an object's members must be.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum NameRules {
    /// Anything.
    Any,
    /// Texts that keep rules.
    Text(StringRules),
    /// Some out of a list.
    Listed(&'static [&'static str]),
}

/// What is demanded of members being there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Demand {
    /// The member must be there: `required`.
    Present(&'static str),
    /// Where the first is, the others must be, too: `dependentRequired`.
    Dependent(&'static str, &'static [&'static str]),
    /// One of these sets must be there whole: `anyOf` of `required`.
    AnyOf(&'static [&'static [&'static str]]),
    /// Exactly one of these sets must be there whole: `oneOf` of `required`.
    OneOf(&'static [&'static [&'static str]]),
    /// These may not all be there: `not` of `required`.
    NotAll(&'static [&'static str]),
}

impl Demand {
    /// The rule that it is.
    #[must_use]
    pub const fn rule(&self) -> Rule {
        match self {
            Self::Present(_) => Rule::Required,
            Self::Dependent(..) => Rule::DependentRequired,
            Self::AnyOf(_) | Self::OneOf(_) => Rule::OneOf,
            Self::NotAll(_) => Rule::Not,
        }
    }

    /// Whether an object with the members that `has` says yes to does what is demanded.
    fn is_met(&self, has: impl Fn(&str) -> bool) -> bool {
        let whole = |set: &&[&str]| set.iter().all(|name| has(name));
        match self {
            Self::Present(name) => has(name),
            Self::Dependent(name, needs) => !has(name) || whole(needs),
            Self::AnyOf(sets) => sets.iter().any(whole),
            Self::OneOf(sets) => sets.iter().filter(|set| whole(set)).count() == 1,
            Self::NotAll(set) => !whole(set),
        }
    }
}

impl fmt::Display for Demand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |set: &[&str]| format!("`{}`", set.join("`, `"));
        let sets = |sets: &[&[&str]]| {
            sets.iter()
                .map(|set| list(set))
                .collect::<Vec<_>>()
                .join(" or ")
        };
        match self {
            Self::Present(name) => write!(f, "`{name}` must be there"),
            Self::Dependent(name, needs) => {
                write!(f, "`{name}` is there, so {} must be, too", list(needs))
            }
            Self::AnyOf(all) => write!(f, "{} must be there", sets(all)),
            Self::OneOf(all) => write!(f, "{} must be there, exactly one of these", sets(all)),
            Self::NotAll([name]) => write!(f, "`{name}` may not be there"),
            Self::NotAll(names) => write!(f, "{} may not be there together", list(names)),
        }
    }
}

impl ObjectRules {
    /// No rules yet, for the type called `type_name`.
    #[must_use]
    pub const fn new(type_name: &'static str) -> Self {
        Self {
            type_name,
            min_properties: 0,
            max_properties: usize::MAX,
            names: NameRules::Any,
            demands: &[],
            conditions: None,
        }
    }

    /// At least this many members.
    #[must_use]
    pub const fn min_properties(self, min_properties: usize) -> Self {
        Self {
            min_properties,
            ..self
        }
    }

    /// At most this many members.
    #[must_use]
    pub const fn max_properties(self, max_properties: usize) -> Self {
        Self {
            max_properties,
            ..self
        }
    }

    /// Names that keep these rules.
    #[must_use]
    pub const fn names(self, names: NameRules) -> Self {
        Self { names, ..self }
    }

    /// Members that must or must not be there.
    #[must_use]
    pub const fn demands(self, demands: &'static [Demand]) -> Self {
        Self { demands, ..self }
    }

    /// What is asked of the object besides.
    #[must_use]
    pub const fn conditions(self, conditions: &'static Conditions) -> Self {
        Self {
            conditions: Some(conditions),
            ..self
        }
    }

    /// Reports what is asked of an object and not done.
    pub(crate) fn check_conditions(&self, object: &dyn Peek, checker: &mut Checker) {
        if let Some(conditions) = self.conditions {
            conditions.check(object, checker);
        }
    }

    /// The first thing that is asked of an object and not done.
    fn broken_condition(&self, object: &dyn Peek) -> Option<Broken> {
        self.conditions?.broken(object)
    }

    /// Checks the object itself, not what its members must be, nor what else is asked of it.
    ///
    /// # Errors
    /// The first rule broken.
    pub fn check(&self, object: &dyn MemberNames) -> Result<(), ConstraintError> {
        let mut broken = self.broken_whole(object).into_iter();
        match broken.next().or_else(|| self.broken_name(object)) {
            Some(broken) => Err(ConstraintError::new(self.type_name, broken)),
            None => Ok(()),
        }
    }

    /// The rules broken that are not about one member alone.
    fn broken_whole(&self, object: &dyn MemberNames) -> Vec<Broken> {
        let mut found = 0;
        object.each_name(&mut |_| found += 1);
        let mut broken = Vec::new();
        if found < self.min_properties {
            let limit = self.min_properties;
            broken.push(Broken::MinProperties { limit, found });
        }
        if found > self.max_properties {
            let limit = self.max_properties;
            broken.push(Broken::MaxProperties { limit, found });
        }
        let unmet = self
            .demands
            .iter()
            .filter(|demand| !demand.is_met(|name| has(object, name)));
        broken.extend(unmet.map(|&demand| Broken::Demand { demand }));
        broken
    }

    fn broken_name(&self, object: &dyn MemberNames) -> Option<Broken> {
        let (mut first, mut index) = (None, 0);
        object.each_name(&mut |name| {
            if first.is_none()
                && let Some((rule, limit, _)) = self.names.broken(name)
            {
                first = Some(Broken::PropertyNames { index, rule, limit });
            }
            index += 1;
        });
        first
    }
}

impl NameRules {
    /// The rule that a name breaks, its limit, and all of it in words.
    fn broken(&self, name: &str) -> Option<(Rule, NameLimit, String)> {
        match self {
            Self::Any => None,
            Self::Text(rules) => {
                let broken = rules.all_broken(name).next()?;
                let limit = match broken {
                    Broken::MinLength { limit, .. } | Broken::MaxLength { limit, .. } => {
                        NameLimit::Length(limit)
                    }
                    Broken::Pattern { source } => NameLimit::Text(source),
                    Broken::Format { format } => NameLimit::Text(format.as_str()),
                    _ => NameLimit::None,
                };
                Some((broken.rule(), limit, broken.to_string()))
            }
            Self::Listed(names) => {
                (!names.contains(&name)).then(|| (Rule::Enum, NameLimit::None, wanted(names, true)))
            }
        }
    }
}

/// An object of whatever type, seen as the names of its members.
pub trait MemberNames {
    /// Hands out the name of each member that is written.
    fn each_name(&self, see: &mut dyn FnMut(&str));
}

fn has(object: &dyn MemberNames, wanted: &str) -> bool {
    let mut found = false;
    object.each_name(&mut |name| found |= name == wanted);
    found
}

/// Reports what rules an object breaks.
#[cold]
pub(crate) fn check_object(rules: &ObjectRules, object: &dyn MemberNames, checker: &mut Checker) {
    checker.report_broken(rules.broken_whole(object));
    if matches!(rules.names, NameRules::Any) {
        return;
    }
    object.each_name(&mut |name| {
        if let Some((rule, _, why)) = rules.names.broken(name) {
            let message = format!("of the name: {why} ({rule})");
            checker.report_inside(checker.entry(name), Rule::PropertyNames, message);
        }
    });
}

/// The rules of one type of map.
pub trait ObjectRule: 'static {
    /// The rules.
    const RULES: ObjectRules;
}

/// A map that keeps the rules of `R`. Descriptions' types are aliases of it:
///
/// ```
/// use oas_runtime as rt;
///
/// rt::rules! { Labels, }
///
/// rt::constrained_map! {
///     /// What something is labelled.
///     pub type Labels = rt::Map<i64>,
///     max_properties 1,
/// }
///
/// let labels = Labels::new([("a".to_owned(), 1)])?;
/// assert_eq!(labels["a"], 1);
/// for (name, value) in &labels {
///     println!("{name}: {value}");
/// }
/// let error = Labels::new(["a", "b"].map(|name| (name.to_owned(), 1))).unwrap_err();
/// assert_eq!(error.to_string(), "Labels: at most 1 member is allowed, 2 found (maxProperties)");
/// # Ok::<(), rt::ConstraintError>(())
/// ```
///
/// What it holds can be changed as that of the map inside; what is sent is checked.
pub struct RuledMap<R, M>(M, PhantomData<fn() -> R>);

impl<R: ObjectRule, M: Value + MemberNames> RuledMap<R, M> {
    /// Checks and takes over entries.
    ///
    /// # Errors
    /// When they break a rule of the map. What the values themselves must be is checked before sending.
    pub fn new<E>(entries: impl IntoIterator<Item = E>) -> Result<Self, ConstraintError>
    where
        M: FromIterator<E>,
    {
        Self::of(entries.into_iter().collect())
    }

    /// Checks and takes over a map.
    ///
    /// # Errors
    /// As [`RuledMap::new`].
    pub fn of(map: M) -> Result<Self, ConstraintError> {
        R::RULES.check(&map)?;
        match R::RULES.broken_condition(&map) {
            Some(broken) => Err(ConstraintError::new(R::RULES.type_name, broken)),
            None => Ok(Self(map, PhantomData)),
        }
    }
}

impl<R: ObjectRule, M: Value + MemberNames> RuledMap<R, M> {
    /// Whether no rule is broken, of the map and of its values; what was read or changed may break them.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        Peek::keeps_rules(self)
    }

    /// Checks it as it is sent.
    ///
    /// # Errors
    /// [`Violations`] with every rule broken.
    pub fn validate(&self) -> Result<(), Violations> {
        validate(self)
    }
}

impl<R, M> RuledMap<R, M> {
    /// The map.
    #[must_use]
    pub fn into_inner(self) -> M {
        self.0
    }
}

impl<R, M> Deref for RuledMap<R, M> {
    type Target = M;

    fn deref(&self) -> &M {
        &self.0
    }
}

impl<R, M> DerefMut for RuledMap<R, M> {
    fn deref_mut(&mut self) -> &mut M {
        &mut self.0
    }
}

impl<R, M: IntoIterator> IntoIterator for RuledMap<R, M> {
    type Item = M::Item;
    type IntoIter = M::IntoIter;

    fn into_iter(self) -> M::IntoIter {
        self.0.into_iter()
    }
}

impl<'m, R, M> IntoIterator for &'m RuledMap<R, M>
where
    &'m M: IntoIterator,
{
    type Item = <&'m M as IntoIterator>::Item;
    type IntoIter = <&'m M as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        (&self.0).into_iter()
    }
}

impl<'m, R, M> IntoIterator for &'m mut RuledMap<R, M>
where
    &'m mut M: IntoIterator,
{
    type Item = <&'m mut M as IntoIterator>::Item;
    type IntoIter = <&'m mut M as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        (&mut self.0).into_iter()
    }
}

impl<R, M: Clone> Clone for RuledMap<R, M> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}

impl<R, M: PartialEq> PartialEq for RuledMap<R, M> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<R, M: fmt::Debug> fmt::Debug for RuledMap<R, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<R: ObjectRule, M: Value + MemberNames> Model for RuledMap<R, M> {
    type Form = RuledMapForm;
}

/// The form of maps with rules.
#[derive(Debug)]
pub struct RuledMapForm;

impl<R: ObjectRule, M: Value + MemberNames> Form<RuledMap<R, M>> for RuledMapForm {
    fn blank() -> RuledMap<R, M> {
        RuledMap(M::blank(), PhantomData)
    }

    fn write(value: &RuledMap<R, M>, writer: &mut Writer) {
        value.0.write(writer);
    }

    fn check(value: &RuledMap<R, M>, checker: &mut Checker) {
        check_object(&R::RULES, &value.0, checker);
        R::RULES.check_conditions(value, checker);
        value.0.check(checker);
    }

    fn keeps_rules(value: &RuledMap<R, M>) -> bool {
        R::RULES.check(&value.0).is_ok()
            && R::RULES.broken_condition(value).is_none()
            && value.0.keeps_rules()
    }

    fn read(value: &mut RuledMap<R, M>, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        value.0.read(reader)
    }

    fn holds_secret(search: &mut SecretSearch) -> bool {
        M::holds_secret(search)
    }

    fn is_secret(value: &RuledMap<R, M>) -> bool {
        value.0.is_secret()
    }
}

crate::__serde!([R: ObjectRule, M: Value + MemberNames] RuledMap<R, M>);
