//! Schema → type: which kind of type a schema is.

use serde_json::Value as Json;

use super::Lowering;
use super::facets::{Facets, Kind, SchemaRef};
use super::type_def;
use crate::diagnostic::Code;
use crate::ir::{
    Constrained, Docs, Hint, HintBase, IntegerFormat, Role, Rules, Ty, TypeId, TypeKind,
};
use crate::normalise::CARRIED;
use crate::pointer::Pointer;

/// Keywords of JSON Schema 2020-12 that restrict values in ways that no type of ours keeps.
const UNCHECKED: [&str; 22] = [
    "$dynamicRef",
    "contains",
    "dependentRequired",
    "dependentSchemas",
    "else",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "if",
    "maxContains",
    "maxLength",
    "maximum",
    "minContains",
    "minLength",
    "minimum",
    "multipleOf",
    "patternProperties",
    "prefixItems",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
    "$recursiveRef",
];

/// How many schemas may stand inside one another, references followed: what the stack of a thread (2 MiB) holds.
const DEEPEST: usize = 200;

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
    fn is_component(&self) -> bool {
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
    pub(super) one_way: Option<&'static str>,
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
        if self.depth > DEEPEST {
            return self.too_deep(&place.pointer);
        }
        self.depth += 1;
        let site = match schema {
            SchemaRef::Reference(reference) => self.reference(reference, &place.pointer),
            SchemaRef::Item(schema) => {
                let facets = Facets::of(schema);
                self.item(&facets, place, None)
            }
        };
        self.depth -= 1;
        site
    }

    /// Says that a schema is not followed, since a way without an end would use up the stack.
    fn too_deep(&mut self, at: &Pointer) -> Site {
        let message = format!("schemas lead from one to the next more than {DEEPEST} deep");
        let help = "break the chain with an object that has members";
        self.report_with(Code::TooDeep, at, message, help);
        Site::any()
    }

    pub(super) fn item(
        &mut self,
        facets: &Facets<'a>,
        place: &Place,
        component: Option<&'a str>,
    ) -> Site {
        let mut site = self.head(facets, place);
        if let Some((keyword, member)) = facets.sole_member() {
            let inner = self.site(member, &place.inner(place.pointer.key(keyword).index(0)));
            site.ty = inner.ty;
            site.nullable |= inner.nullable;
            site.deprecated |= inner.deprecated;
            site.secret |= inner.secret;
            site.one_way = site.one_way.or(inner.one_way);
            site.format = site.format.or(inner.format);
            return site;
        }
        site.ty = self.kind(facets, place, &site, component);
        site
    }

    /// What a schema says of the place where it stands; its type is left open.
    pub(super) fn head(&mut self, facets: &Facets<'a>, place: &Place) -> Site {
        self.unread_keywords(facets, &place.pointer);
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
            secret: facets.secret(),
            one_way: facets.one_way(),
            default: data.default.as_ref().map(Json::to_string),
        }
    }

    fn kind(
        &mut self,
        facets: &Facets<'a>,
        place: &Place,
        site: &Site,
        component: Option<&'a str>,
    ) -> Ty {
        if facets.is_union() {
            return self.union(facets, place, site, component);
        }
        if !facets.enumeration.is_empty() && facets.kind != Kind::String {
            return self.literals(facets, place, site);
        }
        if !facets.all_of.is_empty() || facets.kind == Kind::Object {
            return self.object(facets, place, site, component);
        }
        match facets.kind {
            Kind::String => self.string(facets, place, site),
            Kind::Integer => {
                let format = if facets.narrow {
                    IntegerFormat::I32
                } else {
                    IntegerFormat::I64
                };
                self.constrained(Ty::Integer(format), facets, place, site)
            }
            Kind::Number => self.constrained(Ty::Number, facets, place, site),
            Kind::Boolean => Ty::Bool,
            Kind::Array => {
                let item = match facets.items {
                    Some(items) => self
                        .inside(items, &place.part(place.pointer.key("items"), Role::Item))
                        .whole(),
                    None => Ty::Any,
                };
                self.constrained(Ty::Array(Box::new(item)), facets, place, site)
            }
            Kind::Object | Kind::Any => Ty::Any,
        }
    }

    /// A value with rules is a type of its own; one without is what it is.
    pub(super) fn constrained(
        &mut self,
        inner: Ty,
        facets: &Facets<'a>,
        place: &Place,
        site: &Site,
    ) -> Ty {
        self.contradictions(&facets.rules, &place.pointer);
        if facets.rules.is_empty() {
            return inner;
        }
        let kind = TypeKind::Constrained(Constrained {
            inner,
            rules: facets.rules.clone(),
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
        for name in facets
            .data
            .extensions
            .keys()
            .filter_map(|name| name.strip_prefix(CARRIED))
        {
            if UNCHECKED.contains(&name) {
                self.report(
                    Code::UnsupportedKeyword,
                    &at.key(name),
                    format!("`{name}` is not checked yet"),
                );
            }
        }
        if facets.negated {
            self.report(
                Code::UnsupportedKeyword,
                &at.key("not"),
                "`not` is not checked",
            );
        }
        for (name, count) in [
            ("minProperties", facets.property_counts.0),
            ("maxProperties", facets.property_counts.1),
        ] {
            if count.is_some() {
                self.report(
                    Code::UnsupportedKeyword,
                    &at.key(name),
                    format!("`{name}` is not checked yet"),
                );
            }
        }
    }

    fn contradictions(&mut self, rules: &Rules, at: &Pointer) {
        let pairs = [
            (
                "minLength",
                "maxLength",
                rules.min_length.map(i128::from),
                rules.max_length.map(i128::from),
            ),
            (
                "minItems",
                "maxItems",
                rules.min_items.map(i128::from),
                rules.max_items.map(i128::from),
            ),
        ];
        for (low, high, min, max) in pairs {
            if let (Some(min), Some(max)) = (min, max)
                && min > max
            {
                self.report(
                    Code::UnsatisfiableConstraint,
                    &at.key(low),
                    format!("`{low}` {min} is more than `{high}` {max}"),
                );
            }
        }
        let (Some(min), Some(max)) = (rules.minimum, rules.maximum) else {
            return;
        };
        let message = if min.value.to_f64() > max.value.to_f64() {
            format!(
                "`minimum` {} is more than `maximum` {}",
                min.value, max.value
            )
        } else if min.value == max.value && (min.exclusive || max.exclusive) {
            format!("both bounds are {}, which one of them excludes", min.value)
        } else {
            return;
        };
        self.report(Code::UnsatisfiableConstraint, &at.key("minimum"), message);
    }
}
