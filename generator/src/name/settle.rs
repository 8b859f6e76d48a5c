//! Things that want a name in one namespace, and how it is settled who gets which.
//!
//! **Invariant:** who gets a name does not depend on the order of the description. First come the settings, then the
//! lock of names, then what is written as its like are in this API, then the rest, those without signs first. Who comes too
//! late for its name gets one that says what is different, else a number, and a note says so.

mod others;

use super::case::{self, Case, Cased};
use super::scope::{Owner, Scope};
use super::styles::Role;
use super::{Naming, shown};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{ParamLocation, TypeDef};
use crate::pointer::Pointer;
use others::others;

/// Who is asked first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// The settings name it.
    Renamed,
    /// The lock names it.
    Locked,
    /// It is written as others of its kind are, so no other thing can have its name by right.
    Plain,
    /// Anything else.
    Other,
    /// Something that follows from another thing.
    Derived,
}

/// What else a name can be made of.
#[derive(Debug, Clone, Copy)]
pub(super) enum More<'a> {
    /// Nothing but its signs.
    Nothing,
    /// The type's place, and all of its places as the lock has them.
    Type(&'a TypeDef, &'a [Pointer]),
    /// It is what a component of this name stands for.
    Alias,
    /// Where the parameter goes.
    Parameter(ParamLocation),
    /// The operation's id.
    Operation(&'a str),
    /// Another name.
    Other(&'a str),
}

/// What tells a thing from all others of its section in the lock of names; made into a text only where that is needed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Key<'a> {
    pub(super) prefix: &'a str,
    pub(super) separator: &'static str,
    pub(super) name: &'a str,
}

impl<'a> Key<'a> {
    /// The key of what has a name of its own.
    pub(super) fn of(name: &'a str) -> Self {
        Self {
            prefix: "",
            separator: "",
            name,
        }
    }

    /// The key of a type at one of its places, where requests may have another type than responses.
    fn of_type(def: &TypeDef, origin: &'a Pointer) -> Self {
        Self {
            prefix: if def.hint.is_sent() {
                "requests of #"
            } else {
                "#"
            },
            ..Self::place(origin)
        }
    }

    /// The key of a place.
    pub(super) fn place(origin: &'a Pointer) -> Self {
        Self {
            prefix: "#",
            separator: "",
            name: origin.as_str(),
        }
    }

    fn text(self) -> String {
        [self.prefix, self.separator, self.name].concat()
    }
}

/// Something that wants a name.
#[derive(Debug, Clone)]
pub(super) struct Wish<'a> {
    /// What the description calls it.
    wire: &'a str,
    /// Where it stands.
    origin: &'a Pointer,
    /// The name that it would have if it were alone.
    name: String,
    /// The name that its words make, where the lock has another one.
    own: Option<String>,
    /// Did it get an underscore, since it is a keyword?
    is_keyword: bool,
    rank: Rank,
    /// Does it come after others of its rank?
    is_second: bool,
    more: More<'a>,
    key: Key<'a>,
}

impl<'a> Wish<'a> {
    /// Something whose name is its own by right.
    pub(super) fn by_right(name: String, wire: &'a str, origin: &'a Pointer, key: Key<'a>) -> Self {
        Self {
            rank: Rank::Plain,
            ..Self::derived(name, wire, origin, key)
        }
    }

    /// Something whose name follows from that of another thing.
    pub(super) fn derived(name: String, wire: &'a str, origin: &'a Pointer, key: Key<'a>) -> Self {
        Self {
            wire,
            origin,
            name,
            own: None,
            is_keyword: false,
            rank: Rank::Derived,
            is_second: false,
            more: More::Nothing,
            key,
        }
    }

    /// The same, with the name that words make where its own is taken.
    pub(super) fn else_called(mut self, kind: Kind, words: &str) -> Self {
        self.own.get_or_insert_with(|| kind.case.of(words).ident);
        self
    }

    /// The same by another key.
    pub(super) fn known_by(mut self, key: Key<'a>) -> Self {
        self.key = key;
        self
    }

    /// The same by another name.
    pub(super) fn called_so(mut self, name: String) -> Self {
        self.name = name;
        self
    }

    /// The same, with more that another name can be made of.
    pub(super) fn among(mut self, more: More<'a>) -> Self {
        // Parameters of several places share a struct; those of queries have the right to their names.
        if let (More::Parameter(location), Rank::Plain) = (more, self.rank)
            && location.is_in_head()
        {
            self.rank = Rank::Other;
        }
        self.more = more;
        self
    }

    /// The same, where what is called as the description writes it has no right to its name: others are called so, too.
    pub(super) fn by_no_right(mut self) -> Self {
        if self.rank == Rank::Plain {
            self.rank = Rank::Other;
        }
        self
    }

    /// The same, after others of its rank.
    pub(super) fn second(mut self) -> Self {
        self.is_second = true;
        self
    }

    /// The keys that the lock knows it by.
    pub(super) fn keys(&self) -> Vec<String> {
        match self.more {
            More::Type(def, places) => {
                let keys = places.iter().map(|place| Key::of_type(def, place).text());
                keys.collect()
            }
            _ => vec![self.key.text()],
        }
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Is the name its own, whoever else wants it?
    pub(super) fn has_right(&self) -> bool {
        matches!(self.rank, Rank::Renamed | Rank::Locked | Rank::Plain)
    }

    /// Does the lock name it?
    pub(super) fn is_locked(&self) -> bool {
        self.rank == Rank::Locked
    }

    /// Who comes first. Of several that were one and have the lock's name together, the one that it was made of keeps it; what
    /// is written with signs comes late, as they make another name.
    fn turn(&self) -> impl Ord + use<'a> {
        let late = (
            self.is_second,
            self.own.is_some(),
            case::has_signs(self.wire),
        );
        (self.rank, late, self.wire, self.origin)
    }

    /// Takes the name that words make.
    fn called(&mut self, kind: Kind, scope: &Scope<'a>, words: &str) {
        let Cased { ident, is_keyword } = kind.case.of(words);
        self.name = scope.allowed(ident, kind.suffix);
        self.is_keyword = is_keyword;
    }

    fn owner(&self) -> Owner<'a> {
        Owner {
            wire: self.wire,
            origin: self.origin,
            is_renamed: self.rank == Rank::Renamed,
        }
    }
}

/// A kind of things: how their names are written in the description and in Rust, and where the lock has them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kind {
    /// The case in Rust.
    pub(super) case: Case,
    /// Whose habit of writing it follows, which is also the section of the lock.
    pub(super) role: Role,
    /// What a reserved name gets.
    pub(super) suffix: &'static str,
    /// Are types named after such things? Their names must differ then, too.
    pub(super) names_types: bool,
}

impl Kind {
    /// What two names must not share.
    pub(super) fn unique(self, name: &str) -> String {
        if self.names_types {
            case::pascal(name).ident
        } else {
            name.to_owned()
        }
    }
}

impl<'a> Naming<'_> {
    /// The wish of a thing that is called `wire`.
    pub(super) fn wish(
        &mut self,
        kind: Kind,
        scope: &Scope<'a>,
        (wire, origin): (&'a str, &'a Pointer),
        key: Key<'a>,
    ) -> Wish<'a> {
        let mut wish = Wish::derived(String::new(), wire, origin, key);
        if let Some(name) = self.renamed(origin, kind.case) {
            return Wish {
                name,
                rank: Rank::Renamed,
                ..wish
            };
        }
        wish.called(kind, scope, wire);
        let is_plain = self.styles.fits(kind.role, wire, &wish.name);
        wish.rank = if is_plain { Rank::Plain } else { Rank::Other };
        self.look_up(kind, scope, &mut wish);
        wish
    }

    /// The wish of a type, whose name is made of `words`.
    pub(super) fn type_wish(
        &mut self,
        kind: Kind,
        scope: &Scope<'a>,
        (def, words, origin): (&'a TypeDef, &'a str, &'a Pointer),
        places: &'a [Pointer],
    ) -> Wish<'a> {
        let own = Key::of_type(def, places.first().unwrap_or(origin));
        let mut wish = Wish::derived(String::new(), words, origin, own);
        wish.more = More::Type(def, places);
        // A type that stands at several places is renamed by any of them.
        let mut origins = def.origins.iter();
        if let Some(name) = origins.find_map(|origin| self.renamed(origin, kind.case)) {
            if def.hint.is_sent() {
                wish.name = kind.case.of(&format!("{name} request")).ident;
                wish.rank = Rank::Other;
                return wish;
            }
            return Wish {
                name,
                rank: Rank::Renamed,
                ..wish
            };
        }
        wish.called(kind, scope, words);
        let is_plain = def.hint.is_component() && self.styles.fits(kind.role, words, &wish.name);
        wish.rank = if is_plain { Rank::Plain } else { Rank::Other };
        // A component has its own name, whatever it took the place of.
        let places = match def.hint.is_component() {
            true => places.get(..1).unwrap_or_default(),
            false => places,
        };
        for place in places {
            wish.key = Key::of_type(def, place);
            self.look_up(kind, scope, &mut wish);
            if wish.rank == Rank::Locked {
                return wish;
            }
        }
        wish.key = own;
        wish
    }

    /// Takes the name of the lock, where it has one that can still be had.
    pub(super) fn look_up(&mut self, kind: Kind, scope: &Scope<'a>, wish: &mut Wish<'a>) {
        if !self.lock.has(kind.role) {
            return;
        }
        let Some(name) = self.lock.find(kind.role, &wish.key.text()) else {
            return;
        };
        if case::is_identifier(name) && kind.case.fits(name) && !scope.is_reserved(name) {
            let own = std::mem::replace(&mut wish.name, name.to_owned());
            wish.own = (own != wish.name && !own.is_empty()).then_some(own);
            wish.rank = Rank::Locked;
        }
    }

    /// Gives each a name of its own, in their order.
    pub(super) fn settle(
        &mut self,
        kind: Kind,
        scope: &mut Scope<'a>,
        wishes: &[Wish<'a>],
    ) -> Vec<String> {
        let mut order: Vec<_> = wishes.iter().enumerate().collect();
        order.sort_by_cached_key(|(_, wish)| wish.turn());
        let mut names = vec![String::new(); wishes.len()];
        for (at, wish) in order {
            let name = self.claim(kind, scope, wish);
            if wish.is_keyword && name == *wish.own.as_ref().unwrap_or(&wish.name) {
                self.is_keyword(wish, &name);
            }
            let by_right = wish.rank == Rank::Plain && name == wish.name;
            if wish.rank != Rank::Renamed && !by_right {
                self.keep(kind, wish, &name);
            }
            if let Some(slot) = names.get_mut(at) {
                *slot = name;
            }
        }
        names
    }

    /// Enters a name into the lock; that of a type by each of its places, as any of them may be the one that is left.
    fn keep(&mut self, kind: Kind, wish: &Wish<'a>, name: &str) {
        let More::Type(def, places) = wish.more else {
            let key = wish.key.text();
            return self.settled.insert(kind.role, key, name.to_owned());
        };
        for place in places {
            let key = Key::of_type(def, place).text();
            self.settled.insert(kind.role, key, name.to_owned());
        }
    }

    fn claim(&mut self, kind: Kind, scope: &mut Scope<'a>, wish: &Wish<'a>) -> String {
        let Err(first) = scope.claim(kind.unique(&wish.name), wish.owner()) else {
            return wish.name.clone();
        };
        if first.is_renamed || wish.rank == Rank::Renamed {
            self.collides(wish, first);
            return wish.name.clone();
        }
        let others = wish.own.iter().cloned().chain(others(kind, wish));
        let others: Vec<_> = others
            .map(|name| scope.allowed(name, kind.suffix))
            .collect();
        for name in others {
            if scope.claim(kind.unique(&name), wish.owner()).is_ok() {
                self.shares(wish, first, &name);
                return name;
            }
        }
        loop {
            let number = scope.next_number(&wish.name);
            let name = kind.case.numbered(&wish.name, number);
            if scope.claim(kind.unique(&name), wish.owner()).is_ok() {
                self.shares(wish, first, &name);
                return name;
            }
        }
    }

    /// A rename that takes what another thing has is an error.
    fn collides(&mut self, wish: &Wish<'a>, first: Owner<'a>) {
        let (one, other) = (shown(wish.wire), shown(first.wire));
        let name = &wish.name;
        let message = if one == other {
            format!("two things are called {one}, so both would be `{name}` in Rust")
        } else {
            format!("{one} and {other} would both be `{name}` in Rust")
        };
        let diagnostic = Diagnostic::new(Code::NameCollision, message)
            .at(self.place(wish.origin))
            .related("the other one", self.place(first.origin))
            .help(self.rename_help(wish.origin));
        self.diagnostics.push(diagnostic);
    }

    /// Says that a name has an underscore that the description does not have.
    fn is_keyword(&mut self, wish: &Wish<'a>, name: &str) {
        let keyword = name.trim_end_matches('_');
        let message = if wish.wire == keyword {
            format!("`{keyword}` is a keyword of Rust, so the name is `{name}`")
        } else {
            format!(
                "{} would be `{keyword}` in Rust, which is a keyword, so the name is `{name}`",
                shown(wish.wire)
            )
        };
        let help = self.rename_help(wish.origin);
        self.report(Code::KeywordName, wish.origin, message, &help);
    }

    /// Says that a thing could not have the name that it would have alone.
    fn shares(&mut self, wish: &Wish<'a>, first: Owner<'a>, name: &str) {
        // What follows from another thing was said with that.
        if wish.rank == Rank::Derived {
            return;
        }
        let (one, other) = (shown(wish.wire), shown(first.wire));
        let taken = &wish.name;
        let message = if shown(taken) == other {
            format!("{one} is `{name}` in Rust, since {other} is there already")
        } else {
            format!("{one} is `{name}` in Rust, since `{taken}` is what {other} is called")
        };
        let diagnostic = Diagnostic::new(Code::SharedName, message);
        if !self.diagnostics.keeps(&diagnostic) {
            self.diagnostics.push(diagnostic);
            return;
        }
        let diagnostic = diagnostic
            .at(self.place(wish.origin))
            .related("the other one", self.place(first.origin))
            .help(self.rename_help(wish.origin));
        self.diagnostics.push(diagnostic);
    }
}
