//! Rules of objects as a whole: how many members there are, what they are called, which must be there together.

use openapiv3::{ReferenceOr, Schema, SchemaData};
use serde_json::Value as Json;

use super::Lowering;
use super::conjunction::Item;
use super::enums::Listed;
use super::facets::{Facets, Kind, SchemaRef};
use super::joined::{Choice, Joined};
use super::rules::tighten;
use super::schemas::{Place, Site};
use crate::diagnostic::Code;
use crate::ir::{Constrained, Demand, ObjectRules, Role, Rules, Ty, TypeKind};
use crate::normalise::CARRIED;
use crate::pointer::Pointer;

/// `propertyNames`, as it is carried over.
pub(super) const NAMES: &str = "x-oas-propertyNames";
/// `dependentRequired`, as it is carried over.
const DEPENDENT: &str = "x-oas-dependentRequired";
/// `dependentSchemas`, as it is carried over.
const DEPENDENT_SCHEMAS: &str = "x-oas-dependentSchemas";

/// The rules that no keyword of 3.0 has: where one member is, others must be.
pub(super) fn carried(data: &SchemaData, rules: &mut ObjectRules) {
    let of = |key: &str| data.extensions.get(key).and_then(Json::as_object);
    let required = of(DEPENDENT).into_iter().flatten();
    let schemas = of(DEPENDENT_SCHEMAS).into_iter().flatten();
    let schemas = schemas.filter_map(|(member, schema)| Some((member, sole_required(schema)?)));
    for (member, needs) in required.chain(schemas) {
        rules.demands.extend(dependent(member, needs));
    }
    rules
        .demands
        .extend(conditional(data).into_iter().flatten());
}

fn dependent(member: &str, needs: &Json) -> Option<Demand> {
    let (member, needs) = (member.to_owned(), texts(needs));
    (!needs.is_empty()).then_some(Demand::Dependent { member, needs })
}

fn texts(names: &Json) -> Vec<String> {
    let names = names.as_array().into_iter().flatten();
    let texts = names.filter_map(|name| Some(name.as_str()?.to_owned()));
    texts.collect()
}

/// The members that a schema demands, where it says nothing else.
fn sole_required(schema: &Json) -> Option<&Json> {
    let schema = schema.as_object()?;
    let is_said = |key: &String| matches!(key.as_str(), "required" | "type" | "description");
    let is_object = schema.get("type").is_none_or(|it| it == "object");
    (is_object && schema.keys().all(is_said)).then(|| schema.get("required"))?
}

/// `if` one member is there, `then` others must be, or `else` others.
fn conditional(data: &SchemaData) -> Option<Vec<Demand>> {
    let of = |keyword: &str| data.extensions.get(&format!("{CARRIED}{keyword}"));
    let [Json::String(member)] = sole_required(of("if")?)?.as_array()?.as_slice() else {
        return None;
    };
    let mut demands = Vec::new();
    if let Some(then) = of("then") {
        demands.extend(dependent(member, sole_required(then)?));
    }
    if let Some(other) = of("else") {
        let needs = texts(sole_required(other)?);
        if !needs.is_empty() {
            demands.push(Demand::AnyOf(vec![vec![member.clone()], needs]));
        }
    }
    Some(demands)
}

/// Is all that a keyword says of a schema among its rules?
pub(super) fn is_read(keyword: &str, data: &SchemaData) -> bool {
    match keyword {
        "dependentSchemas" => {
            let schemas = data
                .extensions
                .get(DEPENDENT_SCHEMAS)
                .and_then(Json::as_object);
            schemas.is_some_and(|all| all.values().all(|schema| sole_required(schema).is_some()))
        }
        "if" | "then" | "else" => conditional(data).is_some(),
        _ => false,
    }
}

/// Does `propertyNames` say more than what strings they are?
pub(super) fn asks(names: &Json) -> bool {
    match serde_json::from_value::<ReferenceOr<Schema>>(names.clone()) {
        Ok(ReferenceOr::Item(schema)) => says_more(&Facets::of(&schema)),
        Ok(ReferenceOr::Reference { .. }) | Err(_) => false,
    }
}

/// Is a value a password, or what the names of its members are?
pub(super) fn is_password(format: Option<&str>, names: Option<&Json>) -> bool {
    let of_names = names.and_then(|names| names.get("format")?.as_str());
    [format, of_names].contains(&Some("password"))
}

/// Adds the rules of another schema that must hold, too.
pub(super) fn join(rules: &mut ObjectRules, others: ObjectRules) {
    let ObjectRules {
        min_properties,
        max_properties,
        // It is of no schema's own: `object_rules` makes one type of all that schemas say of names.
        names: _,
        demands,
        // They are among the rules of any value until there is a type.
        conditions: _,
    } = others;
    rules.min_properties = rules.min_properties.max(min_properties);
    rules.max_properties = match (rules.max_properties, max_properties) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
    for demand in demands {
        if !rules.demands.contains(&demand) {
            rules.demands.push(demand);
        }
    }
}

/// What a choice demands that is about members being there and nothing else.
pub(super) fn of_choice(choice: &Choice<'_>) -> Option<Demand> {
    let set = |(schema, _): &Item<'_>| match schema {
        SchemaRef::Item(schema) => {
            let facets = Facets::of(schema);
            (facets.is_demand() && facets.not.is_none()).then(|| facets.required.to_vec())
        }
        SchemaRef::Reference(_) => None,
    };
    let sets: Vec<Vec<String>> = choice.members.iter().map(set).collect::<Option<_>>()?;
    Some(if choice.exclusive {
        Demand::OneOf(sets)
    } else {
        Demand::AnyOf(sets)
    })
}

/// What several `propertyNames` say together.
#[derive(Default)]
struct Names<'a> {
    rules: Rules,
    listed: Option<Vec<Listed>>,
    format: Option<String>,
    reference: Option<(&'a str, Pointer)>,
}

impl<'a> Lowering<'a> {
    /// The rules of an object, the type of its members' names included.
    pub(super) fn object_rules(&mut self, joined: &Joined<'a>, place: &Place) -> ObjectRules {
        let mut rules = joined.rules.object.clone();
        rules.names = self.names_of_members(joined, place, &mut rules.max_properties);
        rules.conditions = joined.rules.conditions.clone();
        rules
    }

    /// The type of the names that `propertyNames` allows; none where it allows all, or none at all.
    fn names_of_members(
        &mut self,
        joined: &Joined<'a>,
        place: &Place,
        most: &mut Option<u64>,
    ) -> Option<Ty> {
        let mut names = Names::default();
        for (json, at) in &joined.names {
            match serde_json::from_value::<ReferenceOr<Schema>>((*json).clone()) {
                Ok(ReferenceOr::Reference { .. }) => {
                    let reference = json.get("$ref").and_then(Json::as_str)?;
                    let other = names.reference.replace((reference, at.clone()));
                    if other.is_some_and(|(other, _)| other != reference) {
                        self.unchecked_names(at);
                    }
                }
                Ok(ReferenceOr::Item(schema)) => {
                    self.narrow_names(&mut names, &Facets::of(&schema), at);
                }
                Err(_) if **json == Json::Bool(false) => *most = Some(0),
                Err(_) => {}
            }
        }
        let (_, at) = joined.names.last()?;
        let place = place.part(at.clone(), Role::Key);
        let Some((reference, at)) = names.reference else {
            return self.type_of_names(names, &place, most);
        };
        if !names.rules.is_empty() || names.listed.is_some() || names.format.is_some() {
            self.unchecked_names(&at);
        }
        let ty = self.site(SchemaRef::Reference(reference), &place).ty;
        self.is_of_names(&ty, &at).then_some(ty)
    }

    /// Cuts names down to those that a schema allows, too.
    fn narrow_names(&mut self, names: &mut Names<'_>, facets: &Facets<'_>, at: &Pointer) {
        let other_format =
            facets.format.is_some() && names.format.is_some() && names.format != facets.format;
        if says_more(facets) || other_format {
            self.unchecked_names(at);
        }
        names.format = names.format.take().or(facets.format.clone());
        for unjoined in tighten(&mut names.rules, facets.rules.clone()) {
            let message = format!("`{}` is said twice; the other one is checked", unjoined.0);
            self.report(Code::UnsupportedKeyword, at, message);
        }
        if facets.enumeration.is_empty() {
            return;
        }
        let values = facets
            .enumeration
            .iter()
            .enumerate()
            .map(|(index, json)| Listed::new(json.clone(), at.key("enum").index(index)));
        let values = self.of_kind(values.collect(), Kind::String);
        names.listed = Some(match names.listed.take() {
            Some(known) => {
                let is_both = |it: &Listed| values.iter().any(|value| value.json == it.json);
                known.into_iter().filter(is_both).collect()
            }
            None => values,
        });
    }

    fn type_of_names(
        &mut self,
        names: Names<'_>,
        place: &Place,
        most: &mut Option<u64>,
    ) -> Option<Ty> {
        let rules = Rules {
            min_length: names.rules.min_length,
            max_length: names.rules.max_length,
            pattern: names.rules.pattern,
            ..Rules::default()
        };
        let text = (names.format)
            .and_then(|name| self.config.formats.text(&name))
            .map_or(Ty::String, Ty::Formatted);
        let kind = match names.listed {
            Some(listed) => {
                if text != Ty::String {
                    self.unchecked_names(&place.pointer);
                }
                let listed = self.keeping(listed, &rules, &place.pointer);
                if listed.is_empty() {
                    *most = Some(0);
                    return None;
                }
                let listed = self.distinct(listed);
                TypeKind::StringEnum(self.string_enum(listed, false, false))
            }
            None if rules.is_empty() => return (text != Ty::String).then_some(text),
            None => {
                self.contradictions(&text, &rules, &place.pointer);
                TypeKind::Constrained(Constrained {
                    inner: text,
                    rules,
                    secret: false,
                })
            }
        };
        Some(Ty::Named(self.intern(kind, place, &Site::any())))
    }

    /// Is it a type that a name can be held against?
    fn is_of_names(&mut self, ty: &Ty, at: &Pointer) -> bool {
        let is_checked = match ty {
            Ty::Formatted(_) => true,
            Ty::Named(id) => match &self.api.types[*id].kind {
                TypeKind::StringEnum(it) => !it.open,
                TypeKind::Constrained(it) => it.inner.is_string(),
                _ => false,
            },
            _ => false,
        };
        if !is_checked && !matches!(ty, Ty::String | Ty::Secret) {
            self.unchecked_names(at);
        }
        is_checked
    }

    fn unchecked_names(&mut self, at: &Pointer) {
        let message = "`propertyNames` says more than what strings they are, which is not checked";
        self.report(Code::UnsupportedKeyword, at, message);
    }
}

/// Does a schema of names say anything but what strings they are?
fn says_more(facets: &Facets<'_>) -> bool {
    facets.is_union()
        || !facets.all_of.is_empty()
        || facets.not.is_some()
        || facets.has_unchecked()
        || !matches!(facets.kind, Kind::Any | Kind::String)
}
