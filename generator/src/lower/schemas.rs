//! Schema → type: which kind of type a schema is.

use openapiv3::Schema;
use serde_json::Value as Json;

use super::conjunction::{Item, Request};
use super::facets::{Facets, Kind, SchemaRef};
use super::joined::Joined;
use super::negation::is_never;
use super::type_def;
use super::{Lowering, asks, idle};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::ir::{Constrained, Docs, Hint, HintBase, OneWay, Role, Rules, Ty, TypeId, TypeKind};
use crate::normalise::CARRIED;
use crate::pointer::Pointer;

/// How many schemas may stand inside one another, references followed: what the stack of a thread (2 MiB) holds.
const DEEPEST: usize = 120;

/// How many lists and maps may hold one another, with no type of a name between.
const MOST_LEVELS: usize = 48;

/// Where a schema stands, and what a type made of it would be called after.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) pointer: Pointer,
    pub(super) hint: Hint,
}

impl Place {
    pub(super) fn component(name: &str) -> Self {
        let pointer = Pointer::root().key("components").key("schemas").key(name);
        Self {
            pointer,
            hint: Hint {
                base: HintBase::Component(name.to_owned()),
                path: Vec::new(),
            },
        }
    }

    /// The place of a part, at a pointer of its own.
    pub(super) fn part(&self, pointer: Pointer, role: Role) -> Self {
        let mut hint = self.hint.clone();
        hint.path.push(role);
        Self { pointer, hint }
    }

    /// The same thing, said further inside: a member of `allOf` and the like.
    pub(super) fn inner(&self, pointer: Pointer) -> Self {
        Self {
            pointer,
            hint: self.hint.clone(),
        }
    }

    /// Is this a component itself, whose type nothing else may share?
    pub(super) fn is_component(&self) -> bool {
        matches!(self.hint.base, HintBase::Component(_)) && self.hint.path.is_empty()
    }
}

/// What a schema means at the place where it stands.
#[derive(Debug, Clone)]
pub(super) struct Site {
    pub(super) ty: Ty,
    pub(super) nullable: bool,
    pub(super) docs: Docs,
    pub(super) format: Option<String>,
    pub(super) deprecated: bool,
    pub(super) secret: bool,
    /// `readOnly` or `writeOnly`, where a schema has one.
    pub(super) one_way: Option<OneWay>,
    pub(super) default: Option<String>,
}

impl Site {
    pub(super) fn any() -> Self {
        let docs = Docs::default();
        Self {
            ty: Ty::Any,
            nullable: false,
            docs,
            format: None,
            deprecated: false,
            secret: false,
            one_way: None,
            default: None,
        }
    }

    /// The type with its nullability.
    pub(super) fn whole(&self) -> Ty {
        if self.nullable {
            Ty::Nullable(Box::new(self.ty.clone()))
        } else {
            self.ty.clone()
        }
    }
}

impl<'a> Lowering<'a> {
    /// What a schema means where it stands.
    pub(super) fn site(&mut self, schema: SchemaRef<'a>, place: &Place) -> Site {
        self.deeper(place, |this| match schema {
            SchemaRef::Reference(reference) => this.reference(reference, &place.pointer),
            SchemaRef::Item(schema) => this.item(schema, place, None),
        })
    }

    /// Goes a schema deeper, unless the way was too long.
    pub(super) fn deeper(&mut self, place: &Place, lower: impl FnOnce(&mut Self) -> Site) -> Site {
        if self.depth > DEEPEST {
            let what = format!("schemas lead from one to the next more than {DEEPEST} deep");
            self.too_deep(&what, &place.pointer);
            return Site::any();
        }
        self.depth += 1;
        let site = lower(self);
        self.depth -= 1;
        site
    }

    /// The type of items, or of the values of a map. One that has too many of these inside one another is any JSON: a compiler
    /// goes into each.
    pub(super) fn within_reach(&mut self, inner: Ty, at: &Pointer) -> Ty {
        if inner.levels() < MOST_LEVELS {
            return inner;
        }
        let what = format!("lists and maps hold one another more than {MOST_LEVELS} deep");
        self.too_deep(&what, at);
        Ty::Any
    }

    /// Says that a schema is not followed.
    fn too_deep(&mut self, what: &str, at: &Pointer) {
        let mut diagnostic =
            Diagnostic::new(Code::TooDeep, format!("{what}; this one is any JSON"))
                .severity(Severity::Warning)
                .help("break the chain with an object that has members");
        diagnostic.leaves_out = true;
        self.say(at, diagnostic);
    }

    /// What a schema means that is written out.
    pub(super) fn item(
        &mut self,
        schema: &'a Schema,
        place: &Place,
        component: Option<&'a str>,
    ) -> Site {
        let site = self.written_out(schema, place, component);
        self.hold(schema, &site, &place.pointer);
        site
    }

    fn written_out(
        &mut self,
        schema: &'a Schema,
        place: &Place,
        component: Option<&'a str>,
    ) -> Site {
        let facets = Facets::of(schema);
        let site = self.head(&facets, place);
        if let Some(member) = self.stands_for(&facets, place) {
            return self.alias(&facets, member, site, place);
        }
        let item = (SchemaRef::Item(schema), place.pointer.clone());
        let mut site = site;
        if let Some(name) = component
            && let Some(ty) = self.family(&facets, item.clone(), name, place, &site)
        {
            site.ty = ty;
            return site;
        }
        let request = Request {
            items: vec![item],
            taken: Vec::new(),
        };
        let joined = self.join(request, component);
        site = joined.absorbed(site);
        (site.ty, site.nullable) = self.meaning(joined, place, &site, component);
        self.settle_format(&mut site);
        site
    }

    /// What a component says of its place when it has a type of its own for sure, whatever is inside it: an object with
    /// members, or a union.
    pub(super) fn outline(
        &mut self,
        schema: &'a Schema,
        name: &'a str,
        place: &Place,
    ) -> Option<Site> {
        let facets = Facets::of(schema);
        if self.stands_for(&facets, place).is_some() {
            return None;
        }
        let site = self.head(&facets, place);
        if self.is_family(&facets, name) {
            return Some(site);
        }
        let request = Request {
            items: vec![(SchemaRef::Item(schema), place.pointer.clone())],
            taken: Vec::new(),
        };
        let joined = self.join(request, Some(name));
        let mut site = joined.absorbed(site);
        let (joined, null) = self.settle(joined, Some(name));
        site.nullable |= null && joined.allows_null();
        let is_typed = if joined.choices.is_empty() {
            joined.is_record()
        } else {
            self.enumerated(&joined).is_none()
        };
        (is_typed && joined.clash.is_none()).then_some(site)
    }

    /// The one schema that a schema adds nothing but texts to.
    fn stands_for(&mut self, facets: &Facets<'a>, place: &Place) -> Option<Item<'a>> {
        let item = |(keyword, member): (&str, SchemaRef<'a>)| {
            (member, place.pointer.key(keyword).index(0))
        };
        if let Some(sole) = facets.sole_member() {
            // A component that adds nothing to the base of a family is one of it all the same.
            let is_heir = sole.0 == "allOf" && place.is_component() && self.is_base(sole.1);
            return (!is_heir).then(|| item(sole));
        }
        if let Some(listed) = self.listed_within(facets, place) {
            return Some(listed);
        }
        let says_kind = facets.stated && !place.is_component();
        if facets.all_of.is_empty() || facets.is_union() || !facets.adds_nothing() {
            return None;
        }
        if facets.kind != Kind::Any && !says_kind {
            return None;
        }
        let mut left = self.without_redundant(members(facets, place));
        let only = left.pop().filter(|_| left.is_empty())?;
        if place.is_component() && self.is_base(only.0) {
            return None;
        }
        (facets.kind == Kind::Any || self.kind_of(only.0) == facets.kind).then_some(only)
    }

    /// What a schema means that stands for another one.
    fn alias(
        &mut self,
        facets: &Facets<'a>,
        (member, at): Item<'a>,
        mut site: Site,
        place: &Place,
    ) -> Site {
        if facets.all_of.len() > 1 {
            self.texts_beside(facets, &at, place, &mut site);
        }
        let inner = self.site(member, &place.inner(at));
        site.ty = if site.secret && !inner.secret {
            self.secret_ty(inner.ty, place, &site)
        } else {
            inner.ty
        };
        site.nullable |= inner.nullable;
        site.deprecated |= inner.deprecated;
        site.secret |= inner.secret;
        site.one_way = site.one_way.or(inner.one_way);
        site.format = site.format.or(inner.format);
        site
    }

    /// What the members of an `allOf` say that say nothing of the values.
    fn texts_beside(
        &mut self,
        facets: &Facets<'a>,
        sole: &Pointer,
        place: &Place,
        site: &mut Site,
    ) {
        for (member, at) in members(facets, place) {
            let SchemaRef::Item(schema) = member else {
                continue;
            };
            if at == *sole {
                continue;
            }
            let head = self.head(&Facets::of(schema), &place.inner(at));
            if site.docs == Docs::default() {
                site.docs = head.docs;
            }
            site.nullable |= head.nullable;
            site.deprecated |= head.deprecated;
            site.secret |= head.secret;
            site.one_way = site.one_way.or(head.one_way);
            site.format = site.format.take().or(head.format);
            site.default = site.default.take().or(head.default);
        }
    }

    /// What a schema says of the place where it stands; its type is left open.
    pub(super) fn head(&mut self, facets: &Facets<'a>, place: &Place) -> Site {
        self.unread_keywords(facets, &place.pointer);
        self.unmapped(facets, &place.pointer);
        let data = facets.data;
        Site {
            ty: Ty::Any,
            nullable: data.nullable,
            docs: self.docs(
                data.title.as_deref(),
                data.description.as_deref(),
                &place.pointer,
            ),
            format: facets.format.clone(),
            deprecated: data.deprecated,
            secret: facets.secret() || self.has_secret_names(facets),
            one_way: facets.one_way(),
            default: data.default.as_ref().map(Json::to_string),
        }
    }

    /// The type of what schemas say together, and whether it may be null.
    pub(super) fn meaning(
        &mut self,
        joined: Box<Joined<'a>>,
        place: &Place,
        site: &Site,
        component: Option<&'a str>,
    ) -> (Ty, bool) {
        let (joined, null) = self.settle(joined, component);
        let nullable = site.nullable || (null && joined.allows_null());
        if let Some(clash) = &joined.clash {
            self.clash(clash, &place.pointer);
            return (Ty::Any, nullable);
        }
        let site = Site {
            nullable,
            ..site.clone()
        };
        let ty = if joined.choices.is_empty() {
            self.plain(joined, place, &site, component)
        } else {
            self.choice(joined, place, &site, component)
        };
        (ty, nullable)
    }

    /// The type of what has no choice left.
    pub(super) fn plain(
        &mut self,
        joined: Box<Joined<'a>>,
        place: &Place,
        site: &Site,
        component: Option<&'a str>,
    ) -> Ty {
        if joined.is_binary() {
            self.rules_of_bytes(&joined, &place.pointer);
            return Ty::Binary;
        }
        if joined.listed.is_some() {
            return self.listed(joined, place, site);
        }
        if joined.only_null && joined.kind == Kind::Any {
            return self.only_null(place, site);
        }
        let rules = joined.rules.clone();
        match joined.kind {
            Kind::String => self.constrained(self.text_type(&joined, site), rules, place, site),
            Kind::Integer => {
                self.bounds_beyond_width(&joined, &place.pointer);
                self.constrained(self.integer_type(&joined), rules, place, site)
            }
            Kind::Number => self.constrained(Ty::Number, rules, place, site),
            Kind::Boolean => {
                self.conditions_of_listed(&rules, &place.pointer);
                Ty::Bool
            }
            Kind::Array => {
                let item = match joined.items.last() {
                    Some((_, at)) => {
                        let place = place.part(at.clone(), Role::Item);
                        let site = self.inside(&joined.items, &place);
                        self.both_ways(&site, at, "items");
                        self.item_ty(site, &place)
                    }
                    None => Ty::Any,
                };
                self.constrained(Ty::Array(Box::new(item)), rules, place, site)
            }
            Kind::Object => self.object(&joined, place, site, component),
            Kind::Any => {
                self.rules_of_anything(&rules, &place.pointer);
                self.names_of_anything(&joined);
                self.format_of_anything(&joined, &place.pointer);
                Ty::Any
            }
        }
    }

    /// A value with rules is a type of its own; one without is what it is.
    pub(super) fn constrained(
        &mut self,
        inner: Ty,
        mut rules: Rules,
        place: &Place,
        site: &Site,
    ) -> Ty {
        self.contradictions(&inner, &rules, &place.pointer);
        self.bounds_beside_width(&inner, &rules, &place.pointer);
        idle::drop_implied(&mut rules, &inner);
        if rules.is_empty() {
            return inner;
        }
        let kind = TypeKind::Constrained(Constrained {
            inner,
            rules,
            secret: site.secret,
        });
        Ty::Named(self.named(kind, place, site))
    }

    /// A component has a type of its own; identical inline schemas share one.
    pub(super) fn named(&mut self, kind: TypeKind, place: &Place, site: &Site) -> TypeId {
        if place.is_component() {
            let origin = self.document.origin(&place.pointer);
            self.api
                .types
                .push(type_def(place.hint.clone(), origin, site, kind))
        } else {
            self.intern(kind, place, site)
        }
    }

    /// Says which keywords of a schema its type does not keep.
    pub(super) fn unread_keywords(&mut self, facets: &Facets<'a>, at: &Pointer) {
        self.meet_format(facets);
        for name in facets.unchecked() {
            let is_asked = asks::condition(name).is_some();
            if !is_asked {
                let carried = at.key(&format!("{CARRIED}{name}"));
                self.report(Code::UnsupportedKeyword, &carried, unread_keyword(name));
            }
        }
        for (keyword, why) in self.asked(facets, at).unread {
            let (keyword, place) = self.as_written(keyword, at);
            let message = format!("`{keyword}` is not checked: {why}");
            self.report(Code::UnsupportedKeyword, &place, message);
        }
        if is_never(facets) && !facets.stated {
            let message = "no value is allowed here, which is not checked";
            self.report(Code::UnsupportedKeyword, at, message);
        }
    }
}

/// What to say of a keyword that a type does not keep.
fn unread_keyword(name: &str) -> String {
    let why = match name {
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => {
            "has more digits than the type, so it is not checked"
        }
        "minLength" | "maxLength" => "is more than 64 bits hold, so it is not checked",
        "contentSchema" | "$dynamicRef" | "$recursiveRef" | "unevaluatedProperties" => {
            "is no part of the type, and not checked"
        }
        _ => "is not checked",
    };
    format!("`{name}` {why}")
}

/// The members of an `allOf`.
fn members<'a>(facets: &Facets<'a>, place: &Place) -> Vec<Item<'a>> {
    let base = place.pointer.key("allOf");
    let members = facets.all_of.iter().enumerate();
    members
        .map(|(index, member)| (member.into(), base.index(index)))
        .collect()
}
