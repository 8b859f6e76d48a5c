//! Arrays with rules as one type, of which a description's types differ by their items and rules alone.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use super::{ArrayRules, Broken, Checker, ConstraintError, Violations, validate};
use crate::codec::{
    Form, Json, Model, Peek, ReadError, Reader, SecretSearch, Slot, Value, Writer, json,
};

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
pub struct RuledList<R: ListRule> {
    items: Vec<R::Item>,
    /// What was read, where no two items may be equal and none are by all of their digits, of which the items have not all.
    digits: Option<Json>,
    rules: PhantomData<fn() -> R>,
}

impl<R: ListRule> RuledList<R> {
    fn of(items: Vec<R::Item>) -> Self {
        Self {
            items,
            digits: None,
            rules: PhantomData,
        }
    }

    /// Every rule that the array breaks, its items' aside.
    fn all_broken(&self) -> impl Iterator<Item = Broken> {
        R::RULES.broken_among(&self.items, self.digits.is_some())
    }

    /// Checks and takes over items.
    ///
    /// # Errors
    /// When they break a rule of the array. What the items themselves must be is checked before sending.
    pub fn new(items: impl IntoIterator<Item = R::Item>) -> Result<Self, ConstraintError> {
        let items: Vec<_> = items.into_iter().collect();
        R::RULES.check(&items)?;
        Ok(Self::of(items))
    }

    /// Takes over items whose number is checked when the program is compiled. Whether they are unique is checked before
    /// sending, as are the items themselves.
    #[must_use]
    pub fn from_array<const N: usize>(items: [R::Item; N]) -> Self {
        const { R::RULES.assert_count(N) }
        Self::of(items.into())
    }

    /// The items.
    #[must_use]
    pub fn into_vec(self) -> Vec<R::Item> {
        self.items
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
        RuledList::of(Vec::new())
    }

    fn write(value: &RuledList<R>, writer: &mut Writer) {
        match &value.digits {
            Some(digits) => writer.raw(digits.as_str()),
            None => value.items.write(writer),
        }
    }

    fn check(value: &RuledList<R>, checker: &mut Checker) {
        checker.report_broken(value.all_broken());
        R::RULES.check_conditions(value, checker);
        value.items.check(checker);
        if let Some(digits) = value.digits.as_ref().filter(|_| value.items.keeps_rules()) {
            <Self as Form<RuledList<R>>>::check_digits(digits.as_str(), checker);
        }
    }

    fn keeps_rules(value: &RuledList<R>) -> bool {
        value.all_broken().next().is_none()
            && R::RULES.keeps_conditions(value)
            && value.items.keeps_rules()
            && value.digits.as_ref().is_none_or(|digits| {
                Checker::glance(&mut |checker| {
                    <Self as Form<RuledList<R>>>::check_digits(digits.as_str(), checker);
                })
            })
    }

    fn read(value: &mut RuledList<R>, reader: &mut Reader<'_>) -> Result<(), ReadError> {
        let (outer, start) = (reader.take_rounded(), reader.mark());
        value.items.read(reader)?;
        let is_rounded = reader.take_rounded();
        value.digits = is_rounded
            .then(|| distinct::<R>(reader.since_mark(start)))
            .flatten();
        if outer || is_rounded {
            reader.note_rounded();
        }
        Ok(())
    }

    fn check_digits(numbers: &str, checker: &mut Checker) {
        <Vec<R::Item> as Value>::check_digits(numbers, checker);
    }

    fn holds_secret(search: &mut SecretSearch) -> bool {
        R::Item::holds_secret(search)
    }

    fn is_secret(value: &RuledList<R>) -> bool {
        value.items.is_secret()
    }
}

/// The text that an array was read from, where no two items may be equal and none are in it.
#[cold]
fn distinct<R: ListRule>(text: &str) -> Option<Json> {
    let items = json::from_str::<Vec<Json>>(text).ok()?;
    (R::RULES.unique_items && !R::RULES.has_twins(&items)).then(|| Json::from_checked(text))
}

impl<R: ListRule> fmt::Debug for RuledList<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.items.fmt(f)
    }
}

impl<R: ListRule> Clone for RuledList<R> {
    fn clone(&self) -> Self {
        Self {
            items: self.items.clone(),
            digits: self.digits.clone(),
            rules: PhantomData,
        }
    }
}

impl<R: ListRule> PartialEq for RuledList<R> {
    fn eq(&self, other: &Self) -> bool {
        self.items == other.items && self.digits == other.digits
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
        value.items
    }
}

impl<R: ListRule> AsRef<[R::Item]> for RuledList<R> {
    fn as_ref(&self) -> &[R::Item] {
        &self.items
    }
}

impl<R: ListRule> Deref for RuledList<R> {
    type Target = [R::Item];

    fn deref(&self) -> &[R::Item] {
        &self.items
    }
}

impl<R: ListRule> IntoIterator for RuledList<R> {
    type Item = R::Item;
    type IntoIter = std::vec::IntoIter<R::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<'a, R: ListRule> IntoIterator for &'a RuledList<R> {
    type Item = &'a R::Item;
    type IntoIter = std::slice::Iter<'a, R::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

crate::__serde!([R: ListRule] RuledList<R>);
