//! Source text to [`Node`]: parsed by `oxc_regular_expression`, then lowered; what is not regular is named here.

use std::cell::Cell;

use oxc_allocator::Allocator;
use oxc_regular_expression::{LiteralParser, Options, ast};

use super::{
    Flavour, Limits, PatternError, fold,
    property::property,
    set::SymbolSet,
    spelling::Spelling,
    tree::{Assertion, Direction, Node},
};

/// Parses `source` by the grammar of `flavour`.
pub(super) fn parse(source: &str, flavour: Flavour, limits: &Limits) -> Result<Node, PatternError> {
    let spelling = Spelling::new(source, flavour, limits.nesting)?;
    let allocator = Allocator::default();
    let flags = match flavour {
        Flavour::CodeUnits => None,
        Flavour::CodePoints => Some("u"),
    };
    let pattern = LiteralParser::new(&allocator, &spelling.text, flags, Options::default())
        .parse()
        .map_err(|error| {
            let offset = error
                .labels
                .first()
                .map_or(0, |label| label.offset() as usize);
            let message = error
                .message
                .strip_prefix("Invalid regular expression: ")
                .unwrap_or(&error.message);
            PatternError::Syntax {
                message: message.to_owned(),
                offset: spelling.source_offset(offset).min(source.len()),
            }
        })?;
    Lowering {
        flavour,
        looks: Cell::new(0),
    }
    .disjunction(&pattern.body, Modes::default())
}

/// Whether there is an escape that means what is written only with the `u` flag: `\p{`, `\P{`, `\u{`.
pub(super) fn means_unicode(source: &str) -> bool {
    let mut rest = source;
    while let Some(index) = rest.find('\\') {
        rest = rest.get(index + 1..).unwrap_or_default();
        if ["p{", "P{", "u{"]
            .iter()
            .any(|escape| rest.starts_with(escape))
        {
            return true;
        }
        let escaped = rest.chars().next().map_or(0, char::len_utf8);
        rest = rest.get(escaped..).unwrap_or_default();
    }
    false
}

/// The flags that `(?ims-ims:…)` sets for its group.
#[derive(Debug, Clone, Copy, Default)]
struct Modes {
    ignore_case: bool,
    multiline: bool,
    dot_all: bool,
}

impl Modes {
    fn modified(self, modifiers: Option<&ast::Modifiers>) -> Self {
        let Some(modifiers) = modifiers else {
            return self;
        };
        let apply = |now: bool, flag: ast::Modifier| {
            (now || modifiers.enabling.contains(flag)) && !modifiers.disabling.contains(flag)
        };
        Self {
            ignore_case: apply(self.ignore_case, ast::Modifier::I),
            multiline: apply(self.multiline, ast::Modifier::M),
            dot_all: apply(self.dot_all, ast::Modifier::S),
        }
    }
}

struct Lowering {
    flavour: Flavour,
    looks: Cell<usize>,
}

impl Lowering {
    fn disjunction(
        &self,
        disjunction: &ast::Disjunction<'_>,
        modes: Modes,
    ) -> Result<Node, PatternError> {
        let mut choices = Vec::with_capacity(disjunction.body.len());
        for alternative in &disjunction.body {
            let terms: Result<Vec<_>, _> = alternative
                .body
                .iter()
                .map(|term| self.term(term, modes))
                .collect();
            choices.push(single_or(terms?, Node::Sequence));
        }
        Ok(single_or(choices, Node::Choice))
    }

    fn term(&self, term: &ast::Term<'_>, modes: Modes) -> Result<Node, PatternError> {
        Ok(match term {
            ast::Term::BoundaryAssertion(assertion) => self.boundary(assertion.kind, modes),
            ast::Term::LookAroundAssertion(look) => self.look(look, modes)?,
            ast::Term::Quantifier(quantifier) => Node::Repeat {
                body: Box::new(self.term(&quantifier.body, modes)?),
                min: quantifier.min,
                max: quantifier.max,
            },
            ast::Term::Character(character) => self.set(SymbolSet::one(character.value), modes),
            ast::Term::Dot(_) if modes.dot_all => Node::Set(SymbolSet::default().complement()),
            ast::Term::Dot(_) => self.set(SymbolSet::line_terminators().complement(), modes),
            ast::Term::CharacterClassEscape(escape) => {
                self.set(self.class_escape(escape.kind, modes), modes)
            }
            ast::Term::UnicodePropertyEscape(escape) => self.set(unicode_property(escape)?, modes),
            ast::Term::CharacterClass(class) => self.class(class, modes)?,
            ast::Term::CapturingGroup(group) => self.disjunction(&group.body, modes)?,
            ast::Term::IgnoreGroup(group) => {
                self.disjunction(&group.body, modes.modified(group.modifiers.as_ref()))?
            }
            ast::Term::IndexedReference(_) | ast::Term::NamedReference(_) => {
                return Err(PatternError::NotRegular("a back-reference"));
            }
        })
    }

    fn boundary(&self, kind: ast::BoundaryAssertionKind, modes: Modes) -> Node {
        use ast::BoundaryAssertionKind::{Boundary, End, NegativeBoundary, Start};
        let within_line = || Node::Set(SymbolSet::line_terminators().complement());
        match kind {
            Start if modes.multiline => self.look_node(Direction::Behind, true, within_line()),
            End if modes.multiline => self.look_node(Direction::Ahead, true, within_line()),
            Start => Node::Assertion(Assertion::Start),
            End => Node::Assertion(Assertion::End),
            Boundary | NegativeBoundary if self.folds_word(modes) => {
                self.folded_boundary(kind == NegativeBoundary)
            }
            Boundary | NegativeBoundary => Node::Assertion(Assertion::WordBoundary {
                negated: kind == NegativeBoundary,
            }),
        }
    }

    fn look(
        &self,
        look: &ast::LookAroundAssertion<'_>,
        modes: Modes,
    ) -> Result<Node, PatternError> {
        use ast::LookAroundAssertionKind::{
            Lookahead, Lookbehind, NegativeLookahead, NegativeLookbehind,
        };
        let body = self.disjunction(&look.body, modes)?;
        let (direction, negated) = match look.kind {
            Lookahead => (Direction::Ahead, false),
            NegativeLookahead => (Direction::Ahead, true),
            Lookbehind => (Direction::Behind, false),
            NegativeLookbehind => (Direction::Behind, true),
        };
        Ok(self.look_node(direction, negated, body))
    }

    fn look_node(&self, direction: Direction, negated: bool, body: Node) -> Node {
        let id = self.looks.replace(self.looks.get() + 1);
        Node::Assertion(Assertion::Look {
            id,
            direction,
            negated,
            body: Box::new(body),
        })
    }

    /// `\b` and `\B` under `u` and `i`, by their definition: a word character on one side and none on the other.
    fn folded_boundary(&self, negated: bool) -> Node {
        let side =
            |direction, absent| self.look_node(direction, absent, Node::Set(SymbolSet::word(true)));
        let sides = |behind, ahead| {
            Node::Sequence(vec![
                side(Direction::Behind, behind),
                side(Direction::Ahead, ahead),
            ])
        };
        Node::Choice(vec![sides(false, !negated), sides(true, negated)])
    }

    fn class(&self, class: &ast::CharacterClass<'_>, modes: Modes) -> Result<Node, PatternError> {
        use ast::CharacterClassContents as Contents;
        if class.kind != ast::CharacterClassContentsKind::Union || class.strings {
            return Err(PatternError::NotRegular("a class of the v flag"));
        }
        let members = class.body.iter().map(|member| match member {
            Contents::CharacterClassRange(range) => {
                Ok(SymbolSet::new([(range.min.value, range.max.value)]))
            }
            Contents::CharacterClassEscape(escape) => Ok(self.class_escape(escape.kind, modes)),
            Contents::UnicodePropertyEscape(escape) => unicode_property(escape),
            Contents::Character(character) => Ok(SymbolSet::one(character.value)),
            Contents::NestedCharacterClass(_) | Contents::ClassStringDisjunction(_) => {
                Err(PatternError::NotRegular("a class of the v flag"))
            }
        });
        let members: Result<SymbolSet, PatternError> = members.collect();
        let union = self.folded(members?, modes);
        Ok(Node::Set(if class.negative {
            union.complement()
        } else {
            union
        }))
    }

    fn class_escape(&self, kind: ast::CharacterClassEscapeKind, modes: Modes) -> SymbolSet {
        use ast::CharacterClassEscapeKind::{D, NegativeD, NegativeS, NegativeW, S, W};
        match kind {
            D => SymbolSet::digits(),
            NegativeD => SymbolSet::digits().complement(),
            S => SymbolSet::space(),
            NegativeS => SymbolSet::space().complement(),
            W => SymbolSet::word(self.folds_word(modes)),
            NegativeW => SymbolSet::word(self.folds_word(modes)).complement(),
        }
    }

    fn folds_word(&self, modes: Modes) -> bool {
        modes.ignore_case && self.flavour == Flavour::CodePoints
    }

    fn set(&self, set: SymbolSet, modes: Modes) -> Node {
        Node::Set(self.folded(set, modes))
    }

    fn folded(&self, set: SymbolSet, modes: Modes) -> SymbolSet {
        if modes.ignore_case {
            fold::close_under_case(&set, self.flavour)
        } else {
            set
        }
    }
}

fn unicode_property(escape: &ast::UnicodePropertyEscape<'_>) -> Result<SymbolSet, PatternError> {
    let set = property(
        escape.name.as_str(),
        escape.value.as_ref().map(|value| value.as_str()),
    );
    let set = set.ok_or(PatternError::NotRegular(
        "a Unicode property that the tables here do not have",
    ))?;
    Ok(if escape.negative {
        set.complement()
    } else {
        set
    })
}

fn single_or(mut nodes: Vec<Node>, many: impl FnOnce(Vec<Node>) -> Node) -> Node {
    match nodes.pop() {
        Some(only) if nodes.is_empty() => only,
        Some(last) => {
            nodes.push(last);
            many(nodes)
        }
        None => Node::empty(),
    }
}
