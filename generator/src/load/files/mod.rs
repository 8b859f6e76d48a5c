//! `$ref` into other files: reads them and hangs their trees into the one tree, under [`FILES`], so that every reference that
//! is left is one within it. Nothing outside the folder of the description is asked for.
//!
//! References are followed from the description on; what no reference leads to is not looked at, however much of it a
//! file holds. `$id`, `$anchor`, `$dynamicAnchor` and `$dynamicRef` of JSON Schema, `$recursiveAnchor` and `$recursiveRef` of
//! its 2019 edition, and `$self` of OpenAPI 3.2, become pointers here, too.

mod ids;
mod open;
mod uri;
mod walk;

use std::collections::{HashSet, VecDeque};

use super::{Limits, Member, Node, Object};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location, Severity};
use crate::pointer::{FILES, Pointer};
use crate::source::{Source, Span};
use ids::{Ids, Scope};
use open::{Files, MAIN, Place};
use walk::{Found, How};

/// Brings what a description refers to in other files into its tree.
pub(super) fn gather(
    root: Node,
    source: &Source<'_>,
    limits: Limits,
    diagnostics: &mut Diagnostics,
) -> Node {
    let text = diagnostics.sources().get(root.span.file).cloned();
    if !text.is_some_and(|text| walk::may_refer(text.text())) {
        return root;
    }
    let mut gathering = Gathering {
        ids: Ids::default(),
        files: Files::new(source, root, limits),
        open: VecDeque::from([(MAIN, Pointer::root())]),
        seen: HashSet::new(),
        met: HashSet::new(),
        edits: Vec::new(),
        hops: 0,
        diagnostics,
    };
    gathering.ids.add(MAIN, &gathering.files);
    while let Some((file, start)) = gathering.open.pop_front() {
        gathering.region(file, &start);
    }
    let Gathering { files, edits, .. } = gathering;
    finished(files, edits)
}

/// How many references a pointer may lead through.
const HOPS: usize = 64;

/// A reference to be written anew, and how.
struct Edit {
    reference: Found,
    text: String,
}

/// Why a reference leads to no place.
enum Lost {
    /// A later stage says it, if it matters.
    Unsaid,
    /// It has been said.
    Said,
}

/// The state of following references.
struct Gathering<'a, 's> {
    files: Files<'s>,
    ids: Ids,
    /// What is still to be looked through for references.
    open: VecDeque<Place>,
    seen: HashSet<Place>,
    /// References met, since parts may overlap.
    met: HashSet<Place>,
    edits: Vec<Edit>,
    /// How many more references the pointer in hand may lead through.
    hops: usize,
    diagnostics: &'a mut Diagnostics,
}

impl Gathering<'_, '_> {
    /// Follows all references of a part of a file.
    fn region(&mut self, file: usize, start: &Pointer) {
        if !self.seen.insert((file, start.clone())) {
            return;
        }
        let found = match self.files.node(file, start) {
            Some(node) => walk::references(file, node, start),
            None => return,
        };
        for one in found {
            self.reference(one);
        }
    }

    fn reference(&mut self, found: Found) {
        if !self.met.insert((found.file, found.how.below(&found.at))) {
            return;
        }
        self.hops = HOPS;
        let target = match self.target(&found) {
            Ok(target) => target,
            Err(Lost::Unsaid) => return,
            Err(Lost::Said) => return self.lose(found),
        };
        let leads_on = target.0 != MAIN || is_hidden(&target.1);
        if leads_on {
            self.open.push_back(target.clone());
        }
        let stays = found.file == MAIN && target.0 == MAIN && found.is_plain(&target.1);
        if !stays {
            let pointer = self.files.pointer(target.0).join(&target.1);
            self.edit(found, &pointer);
        }
    }

    fn edit(&mut self, reference: Found, target: &Pointer) {
        let text = target.to_reference();
        self.edits.push(Edit { reference, text });
    }

    /// Lets a reference lead to a file that cannot be, of which nothing is said any more.
    fn lose(&mut self, found: Found) {
        let nowhere = Pointer::root().key(FILES).key("\0").key(&found.text);
        self.edit(found, &nowhere);
    }

    /// What a reference leads to. That it leads nowhere is said; within the description, that is left to a later stage.
    fn target(&mut self, found: &Found) -> Result<Place, Lost> {
        if found.how == How::Recursive
            && let Some(around) = self.ids.recursive(found.file, &found.at)
        {
            return Ok((found.file, around));
        }
        let scope = self.ids.scope(found.file, &found.at);
        let (address, fragment) = found.text.split_once('#').unwrap_or((&found.text, ""));
        if address.is_empty() {
            return self.within(found.file, &scope.resource, fragment, found);
        }
        let absolute = uri::join(&scope.base, address);
        if let Some((file, resource)) = self.ids.resource(&absolute) {
            return self.within(file, &resource, fragment, found);
        }
        if matches!(found.how, How::Mapping(_) | How::DefaultMapping)
            && !uri::looks_like_file(address)
        {
            return Err(Lost::Unsaid);
        }
        let opened = self.opened(address, &scope, found).ok_or(Lost::Said)?;
        self.ids.add(opened, &self.files);
        self.within(opened, &Pointer::root(), fragment, found)
    }

    /// The file of an address that is none of the `$id`s known.
    fn opened(&mut self, address: &str, scope: &Scope, found: &Found) -> Option<usize> {
        let place = self.location(found);
        let absolute = uri::join(&scope.base, address);
        let beside_main = uri::beside(self.ids.base(MAIN), &absolute);
        let path = match &beside_main {
            Some(relative) => uri::resolve("", relative),
            None => uri::resolve(self.files.path(found.file), address),
        };
        match path {
            Ok(path) => self.files.open(&path, &place, self.diagnostics),
            Err(refused) => {
                let message = format!("`{}` {}", shown(&found.text), refused.what());
                let diagnostic = Diagnostic::new(Code::ExternalReference, message).at(place);
                self.diagnostics.push(diagnostic.help(refused.help()));
                None
            }
        }
    }

    /// What a fragment names: a pointer from the resource or else from the file's root on, or an anchor.
    fn within(
        &mut self,
        file: usize,
        resource: &Pointer,
        fragment: &str,
        found: &Found,
    ) -> Result<Place, Lost> {
        let is_pointer = fragment.is_empty() || fragment.starts_with(['/', '%']);
        if found.how == How::Dynamic {
            self.check_dynamic(fragment, found);
        }
        let is_there = |target: &Pointer| self.files.node(file, target).is_some();
        let pointer = || Pointer::from_fragment(&format!("#{fragment}"));
        let target = if is_pointer {
            let inner = |pointer: &Pointer| Some(resource.join(pointer)).filter(is_there);
            pointer().map(|pointer| inner(&pointer).unwrap_or(pointer))
        } else {
            self.ids.anchor(file, resource, fragment)
        };
        match target {
            Some(target) if is_there(&target) => Ok((file, target)),
            Some(target) if let Some(place) = self.through(file, &target) => {
                self.led_through(found);
                Ok(place)
            }
            Some(target) if file == MAIN => Ok((file, target)),
            None if file == MAIN => Err(Lost::Unsaid),
            _ => {
                self.missing(file, found);
                Err(Lost::Said)
            }
        }
    }

    /// The place of a pointer that leads on behind references, which JSON Pointer does not: whoever writes one means so.
    fn through(&mut self, file: usize, target: &Pointer) -> Option<Place> {
        let (mut file, mut at) = (file, Pointer::root());
        for segment in target.segments() {
            loop {
                let node = self.files.node(file, &at)?;
                if node.child(&segment).is_some() {
                    break;
                }
                let reference = node.get("$ref")?;
                let next = Found {
                    file,
                    how: How::Reference,
                    text: reference.as_str()?.into(),
                    span: reference.span,
                    at,
                };
                self.hops = self.hops.checked_sub(1)?;
                (file, at) = self.target(&next).ok()?;
            }
            at = at.key(&segment);
        }
        Some((file, at))
    }

    fn led_through(&mut self, found: &Found) {
        let text = shown(&found.text);
        let message = format!(
            "`{text}` leads through another reference, which no pointer does; it is followed as it is meant"
        );
        let diagnostic = Diagnostic::new(Code::MissingReference, message);
        let diagnostic = diagnostic.severity(Severity::Note).at(self.location(found));
        let help = "refer to where the other one leads";
        self.diagnostics.push(diagnostic.help(help));
    }

    fn missing(&mut self, file: usize, found: &Found) {
        let message = format!("`{}` points to nothing", shown(&found.text));
        let diagnostic = Diagnostic::new(Code::MissingReference, message).at(self.location(found));
        let path = self.files.path(file);
        self.diagnostics.push(diagnostic.help(format!(
            "correct the fragment, or add what it names to `{path}`"
        )));
    }

    /// A `$dynamicRef` is read as a reference to the one anchor of its name; with several it depends on who asks.
    fn check_dynamic(&mut self, fragment: &str, found: &Found) {
        if self.ids.dynamic(fragment) <= 1 {
            return;
        }
        let text = shown(&found.text);
        let message = format!(
            "`$dynamicRef: {text}` may lead to several schemas; it is read as `$ref`, which leads to one"
        );
        let diagnostic = Diagnostic::new(Code::UnsupportedKeyword, message);
        self.diagnostics.push(
            diagnostic
                .severity(Severity::Warning)
                .at(self.location(found)),
        );
    }

    fn location(&self, found: &Found) -> Location {
        let holder = self.files.pointer(found.file).join(&found.at);
        Location::new(found.span, found.how.below(&holder))
    }
}

/// A text as a message can hold it.
fn shown(text: &str) -> String {
    const LONGEST: usize = 120;
    let mut shown: String = text.chars().take(LONGEST).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

/// Whether a pointer leads into what a walk from the root passes over.
fn is_hidden(target: &Pointer) -> bool {
    let mut segments = target.segments();
    segments.any(|segment| walk::is_passed_over(&segment))
}

/// The description with the files that it refers to, and with its references as pointers.
fn finished(mut files: Files<'_>, edits: Vec<Edit>) -> Node {
    for Edit { reference, text } in edits {
        if let Some(node) = files.node_mut(reference.file, &reference.at) {
            reference.how.write(node, &text);
        }
    }
    let (mut main, others) = files.into_trees();
    let span = Span {
        end: main.span.start,
        ..main.span
    };
    let others: Object = others
        .into_iter()
        .map(|(path, root)| Member::new(&path, root))
        .collect();
    if let Some(object) = main.as_object_mut().filter(|_| !others.is_empty()) {
        object.insert(Member::new(FILES, Node::new(span, others)));
    }
    main
}
