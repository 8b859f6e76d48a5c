//! Which variant a value is: by its kind, its tag, members of fixed values, members that must be there, and last by trying.

use std::borrow::Cow;

use super::{Union, VariantSpec};
use crate::check::Checker;
use crate::codec::literal::same;
use crate::codec::{Kind, ReadError, Reader};

/// The index of the variant that the next value is; none when it is of no variant's type. The reader stays where it is.
pub(super) fn variant(
    union: &mut dyn Union,
    reader: &mut Reader<'_>,
) -> Result<Option<usize>, ReadError> {
    let table = union.table();
    let kind = reader.kind()?;
    let tag = match table.tag {
        Some(tag) if kind == Kind::Object => find_tag(reader.fork(), tag)?,
        _ => Tag::Missing,
    };
    if let Tag::Is(value) = &tag {
        let all = table.variants.iter().enumerate();
        let mut chosen = all.filter(|(_, spec)| spec.tags.contains(&&**value));
        match (chosen.next(), chosen.next()) {
            (None, _) => {}
            (Some((index, _)), None) => return Ok(Some(index)),
            (Some(first), Some(second)) => {
                let all = [first, second].into_iter().chain(chosen);
                return among(union, reader, kind, all.map(Candidate::new).collect());
            }
        }
    }
    if kind == Kind::Object && table.otherwise.is_some() {
        return Ok(table.otherwise);
    }
    let open = |spec: &VariantSpec| matches!(tag, Tag::Missing) || spec.tags.is_empty();
    let mut fitting =
        (table.variants.iter().enumerate()).filter(|(_, spec)| spec.admits(kind) && open(spec));
    match (fitting.next(), fitting.next()) {
        (None, _) => Ok(None),
        (Some((index, spec)), None) if kind != Kind::Object || spec.fixed.is_empty() => {
            Ok(Some(index))
        }
        (Some(first), second) => {
            let all = [Some(first), second].into_iter().flatten().chain(fitting);
            among(union, reader, kind, all.map(Candidate::new).collect())
        }
    }
}

/// What the tag of an object says.
enum Tag<'j> {
    Missing,
    Is(Cow<'j, str>),
    /// An array, an object or null.
    Unfit,
}

/// The value of the member `tag` of the object that stands here, as far as the tag.
fn find_tag<'j>(mut reader: Reader<'j>, tag: &str) -> Result<Tag<'j>, ReadError> {
    reader.open_object()?;
    let mut first = true;
    while reader.next_member(first)? {
        first = false;
        if reader.name_is(tag) || reader.name()? == tag {
            return tag_value(&mut reader);
        }
        reader.skip()?;
    }
    Ok(Tag::Missing)
}

fn tag_value<'j>(reader: &mut Reader<'j>) -> Result<Tag<'j>, ReadError> {
    Ok(match reader.kind()? {
        Kind::String => Tag::Is(reader.string()?),
        Kind::Bool | Kind::Number => Tag::Is(Cow::Borrowed(reader.raw()?)),
        Kind::Null | Kind::Array | Kind::Object => Tag::Unfit,
    })
}

/// A variant that a value may be, and what speaks for it.
struct Candidate {
    index: usize,
    spec: &'static VariantSpec,
    /// How many members hold the values that they hold in this variant only.
    fixed: usize,
    /// A bit for each required member that is there, the first 64. Trying finds out about the others.
    found: u64,
    ruled_out: bool,
}

impl Candidate {
    fn new((index, spec): (usize, &'static VariantSpec)) -> Self {
        Self {
            index,
            spec,
            fixed: 0,
            found: 0,
            ruled_out: false,
        }
    }

    /// Takes a member of the value into account; `scalar` is its JSON, if it is one.
    fn see(&mut self, name: &str, scalar: Option<&str>) {
        for (member, values) in self.spec.fixed {
            if *member == name {
                let holds = |value: &&str| scalar.is_some_and(|scalar| same(scalar, value));
                match values.iter().any(holds) {
                    true => self.fixed += 1,
                    false => self.ruled_out = true,
                }
            }
        }
        let required = self.spec.required.iter().take(64);
        if let Some(index) = required.clone().position(|required| *required == name) {
            self.found |= 1 << index;
        }
    }

    fn is_possible(&self) -> bool {
        let required = self.spec.required.len().min(64) as u32;
        !self.ruled_out && self.found.count_ones() == required
    }
}

/// The best of several variants that the value's kind leaves.
fn among(
    union: &mut dyn Union,
    reader: &mut Reader<'_>,
    kind: Kind,
    mut candidates: Vec<Candidate>,
) -> Result<Option<usize>, ReadError> {
    if kind == Kind::Object {
        look(reader.fork(), &mut candidates)?;
        candidates.retain(Candidate::is_possible);
        let most = candidates.iter().map(|one| one.fixed).max();
        candidates.retain(|one| Some(one.fixed) == most);
    }
    match candidates.as_slice() {
        [] => Ok(None),
        [only] => Ok(Some(only.index)),
        several => Ok(try_each(union, reader, several)),
    }
}

/// Looks once over the members of the object that stands here.
fn look(mut reader: Reader<'_>, candidates: &mut [Candidate]) -> Result<(), ReadError> {
    reader.open_object()?;
    let mut first = true;
    while reader.next_member(first)? {
        first = false;
        let name = reader.name()?;
        let is_scalar = !matches!(reader.kind()?, Kind::Array | Kind::Object);
        let value = reader.raw()?;
        for candidate in &mut *candidates {
            candidate.see(&name, is_scalar.then_some(value));
        }
    }
    Ok(())
}

/// Reads the value as each of the variants. The one that breaks fewest rules is it, among those one that says more than
/// `any`, then the one that leaves fewest members over, then the first. One without a fault ends the search.
fn try_each(
    union: &mut dyn Union,
    reader: &mut Reader<'_>,
    candidates: &[Candidate],
) -> Option<usize> {
    let mut best = None;
    for &Candidate { index, spec, .. } in candidates {
        let mut trial = reader.begin_trial();
        if union.slot(index).read(&mut trial).is_err() {
            continue;
        }
        let mut checker = Checker::trial();
        union.peek().1.check(&mut checker);
        let faults = (checker.broken(), spec.is_any(), trial.strays());
        if best.is_none_or(|(fewest, _)| faults < fewest) {
            best = Some((faults, index));
        }
        if faults == (0, false, 0) {
            break;
        }
    }
    best.map(|(_, index)| index)
}
