//! Arrays with rules as one type, of which a description's types differ by their items and rules alone.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use super::{ArrayRules, Checker, ConstraintError, Violations, validate};
use crate::codec::{Form, Model, Peek, ReadError, Reader, SecretSearch, Slot, Value, Writer};

/// The items and the rules of one type of array.
pub trait ListRule: 'static {
    /// The type of the items.
    type Item: Value + fmt::Debug + Clone + PartialEq;
    /// The rules.
    const RULES: ArrayRules;
}

/// An array that keeps the rules of `R`. Descriptions' types are aliases of it:
///
/// ```
/// use oas_runtime as rt;
///
/// rt::rules! { Tags, }
///
/// rt::constrained_array! {
///     /// What something is found by.
///     pub type Tags String,
///     max_items 2,
/// }
///
/// assert_eq!(Tags::new(["a".to_owned()]).map(|tags| tags.len()), Ok(1));
/// assert!(Tags::new(["a", "b", "c"].map(String::from)).is_err());
/// assert!(Tags::from_array(["a", "b"].map(String::from)).is_valid());
/// ```
///
/// Items that are listed in the program are counted when it is compiled:
///
/// ```compile_fail,E0080
/// # use oas_runtime as rt;
/// # rt::rules! { Tags, }
/// # rt::constrained_array! { pub type Tags String, max_items 2, }
/// Tags::from_array(["a", "b", "c"].map(String::from)); // Tags: maxItems is 2, found 3 items
/// ```
pub struct RuledList<R: ListRule>(Vec<R::Item>, PhantomData<fn() -> R>);

impl<R: ListRule> RuledList<R> {
    /// Checks and takes over items.
    ///
    /// # Errors
    /// When they break a rule of the array. What the items themselves must be is checked before sending.
    pub fn new(items: impl IntoIterator<Item = R::Item>) -> Result<Self, ConstraintError> {
        let items: Vec<_> = items.into_iter().collect();
        R::RULES.check(&items)?;
        Ok(Self(items, PhantomData))
    }

    /// Takes over items whose number is checked when the program is compiled. Whether they are unique is checked before
    /// sending, as are the items themselves.
    #[must_use]
    pub fn from_array<const N: usize>(items: [R::Item; N]) -> Self {
        const { R::RULES.assert_count(N) }
        Self(items.into(), PhantomData)
    }

    /// The items.
    #[must_use]
    pub fn into_vec(self) -> Vec<R::Item> {
        self.0
    }

    /// Whether no rule is broken, of the array and of its items; what was read may break them.
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

impl<R: ListRule> Model for RuledList<R> {
    type Form = ArrayForm;
}

/// The form of arrays with rules.
#[derive(Debug)]
pub struct ArrayForm;

impl<R: ListRule> Form<RuledList<R>> for ArrayForm {
    fn blank() -> RuledList<R> {
        RuledList(Vec::new(), PhantomData)
    }

    fn write(value: &RuledList<R>, writer: &mut Writer) {
        value.0.write(writer);
    }

    fn check(value: &RuledList<R>, checker: &mut Checker) {
        checker.report_broken(R::RULES.all_broken(&value.0));
        value.0.check(checker);
    }

    fn keeps_rules(value: &RuledList<R>) -> bool {
        R::RULES.all_broken(&value.0).next().is_none() && value.0.keeps_rules()
    }

    fn read(value: &mut RuledList<R>, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        value.0.read(reader)
    }

    fn check_digits(numbers: &str, checker: &mut Checker) {
        <Vec<R::Item> as Value>::check_digits(numbers, checker);
    }

    fn holds_secret(search: &mut SecretSearch) -> bool {
        R::Item::holds_secret(search)
    }

    fn is_secret(value: &RuledList<R>) -> bool {
        value.0.is_secret()
    }
}

impl<R: ListRule> fmt::Debug for RuledList<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<R: ListRule> Clone for RuledList<R> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}

impl<R: ListRule> PartialEq for RuledList<R> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<R: ListRule> TryFrom<Vec<R::Item>> for RuledList<R> {
    type Error = ConstraintError;

    fn try_from(items: Vec<R::Item>) -> Result<Self, ConstraintError> {
        Self::new(items)
    }
}

impl<R: ListRule> From<RuledList<R>> for Vec<R::Item> {
    fn from(value: RuledList<R>) -> Self {
        value.0
    }
}

impl<R: ListRule> AsRef<[R::Item]> for RuledList<R> {
    fn as_ref(&self) -> &[R::Item] {
        &self.0
    }
}

impl<R: ListRule> Deref for RuledList<R> {
    type Target = [R::Item];

    fn deref(&self) -> &[R::Item] {
        &self.0
    }
}

impl<R: ListRule> IntoIterator for RuledList<R> {
    type Item = R::Item;
    type IntoIter = std::vec::IntoIter<R::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, R: ListRule> IntoIterator for &'a RuledList<R> {
    type Item = &'a R::Item;
    type IntoIter = std::slice::Iter<'a, R::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

crate::__serde!([R: ListRule] RuledList<R>);
