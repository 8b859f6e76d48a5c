//! Which variants and flags of the IR the cases have. Every `match` and every pattern here is exhaustive: what is added to
//! the IR does not compile until it is named, and then it needs a case.

#[path = "coverage_of_operations.rs"]
mod operations;
#[path = "variants.rs"]
mod variants;

use std::collections::BTreeMap;

use oas_codegen::ir;
use variants::{VARIANTS, Variants};

/// Flags and options by their names, and whether a case has them.
pub(crate) struct Coverage(BTreeMap<&'static str, bool>);

impl Default for Coverage {
    fn default() -> Self {
        let all = VARIANTS.iter().copied().flatten();
        Self(all.map(|name| (*name, false)).collect())
    }
}

impl Coverage {
    /// What no case has.
    pub(crate) fn unmet(&self) -> Vec<&'static str> {
        let unmet = self.0.iter().filter(|(_, met)| !**met);
        unmet.map(|(name, _)| *name).collect()
    }

    fn met(&mut self, value: &impl Variants) {
        self.flag(value.variant(), true);
    }

    /// Something that is there or not; one case must have it.
    fn flag(&mut self, name: &'static str, is_there: bool) {
        *self.0.entry(name).or_default() |= is_there;
    }

    /// Takes in all of an API.
    pub(crate) fn api(&mut self, api: &ir::Api) {
        let ir::Api {
            title: _,
            version: _,
            license,
            docs,
            servers,
            schemes,
            types,
            aliases,
            resources,
            operations,
            calls,
        } = api;
        self.flag("Api.license", license.is_some());
        calls.iter().for_each(|call| self.call(call));
        self.docs(docs);
        servers.iter().for_each(|server| self.server(server));
        schemes.iter().for_each(|scheme| self.scheme(scheme));
        types.iter().for_each(|(_, def)| self.type_def(def));
        aliases.iter().for_each(|alias| self.alias(alias));
        for (
            _,
            ir::Resource {
                wire: _,
                docs,
                operations,
            },
        ) in resources.iter()
        {
            self.docs(docs);
            self.flag("Resource.operations: several", operations.len() > 1);
        }
        operations
            .iter()
            .for_each(|(_, operation)| self.operation(operation));
    }

    fn alias(&mut self, alias: &ir::Alias) {
        let ir::Alias {
            wire: _,
            ty,
            docs,
            deprecated,
            origin: _,
        } = alias;
        self.met(ty);
        self.docs(docs);
        self.flag("Alias.deprecated", *deprecated);
    }

    fn call(&mut self, call: &ir::Call) {
        let ir::Call {
            label: _,
            docs,
            bodies,
            resources,
            origin: _,
        } = call;
        self.docs(docs);
        self.flag("Call.resources", !resources.is_empty());
        for body in bodies {
            let ir::CallBody {
                part: _,
                media_type: _,
                ty,
                way,
                origin: _,
            } = body;
            self.met(ty);
            self.flag("CallBody: received", *way == ir::OneWay::Received);
            self.flag("CallBody: sent", *way == ir::OneWay::Sent);
        }
    }

    fn docs(&mut self, docs: &ir::Docs) {
        let ir::Docs {
            summary,
            description,
        } = docs;
        self.flag("Docs.summary", summary.is_some());
        self.flag("Docs.description", description.is_some());
    }

    fn server(&mut self, server: &ir::Server) {
        let ir::Server {
            url: _,
            variables,
            origin: _,
        } = server;
        for variable in variables {
            let ir::ServerVariable {
                wire: _,
                default,
                values,
                docs,
                origin: _,
            } = variable;
            self.flag("ServerVariable.default", default.is_some());
            self.flag("ServerVariable.default: none", default.is_none());
            self.flag("ServerVariable.values", !values.is_empty());
            self.docs(docs);
        }
    }

    fn scheme(&mut self, scheme: &ir::SecurityScheme) {
        let ir::SecurityScheme {
            wire: _,
            kind,
            docs,
            origin: _,
        } = scheme;
        self.docs(docs);
        self.met(kind);
        match kind {
            ir::SchemeKind::ApiKey { location, name: _ } => self.met(location),
            ir::SchemeKind::OAuth2 { client_credentials } => {
                self.flag("OAuth2.client_credentials", client_credentials.is_some());
                self.flag(
                    "OAuth2.client_credentials: none",
                    client_credentials.is_none(),
                );
            }
            ir::SchemeKind::Bearer | ir::SchemeKind::Basic | ir::SchemeKind::Other(_) => {}
        }
    }

    fn value(&mut self, value: &ir::EnumValue) {
        let ir::EnumValue {
            wire,
            label,
            deprecated,
            docs,
            origin: _,
        } = value;
        self.flag("EnumValue.wire: empty", wire.is_empty());
        self.flag("EnumValue.label", label.is_some());
        self.flag("EnumValue.deprecated", *deprecated);
        self.docs(docs);
    }

    fn literal(&mut self, value: &ir::Literal) {
        let ir::Literal {
            json: _,
            label,
            deprecated,
            docs,
            origin: _,
        } = value;
        self.flag("Literal.label", label.is_some());
        self.flag("Literal.deprecated", *deprecated);
        self.docs(docs);
    }

    fn type_def(&mut self, def: &ir::TypeDef) {
        let ir::TypeDef {
            hint,
            origins,
            docs,
            format,
            deprecated,
            directions,
            resources,
            kind,
        } = def;
        let ir::Hint { base, path } = hint;
        self.met(base);
        for role in path {
            self.met(role);
            if let ir::Role::Response(status) = role {
                self.met(status);
            }
        }
        self.docs(docs);
        self.flag("TypeDef.origins: several", origins.len() > 1);
        self.flag("TypeDef.format", format.is_some());
        self.flag("TypeDef.deprecated", *deprecated);
        let ir::Directions { request, response } = *directions;
        self.flag("Directions: request", request && !response);
        self.flag("Directions: response", response && !request);
        self.flag("Directions: both", request && response);
        self.flag("Directions: neither", !request && !response);
        self.flag("TypeDef.resources: several", resources.len() > 1);
        self.met(kind);
        match kind {
            ir::TypeKind::Record(record) => self.record(record),
            ir::TypeKind::KeyedMap(ir::KeyedMap {
                keys: _,
                value: _,
                rules,
            }) => {
                self.flag("KeyedMap.rules", *rules != ir::ObjectRules::default());
                self.object_rules(rules);
            }
            ir::TypeKind::StringEnum(ir::StringEnum {
                values,
                open,
                secret,
            }) => {
                self.flag("StringEnum.secret", *secret);
                self.flag("StringEnum.open", *open);
                values.iter().for_each(|value| self.value(value));
            }
            ir::TypeKind::LiteralEnum(ir::LiteralEnum { values, secret }) => {
                self.flag("LiteralEnum.secret", *secret);
                values.iter().for_each(|value| self.literal(value));
            }
            ir::TypeKind::Union(union) => self.union(union),
            ir::TypeKind::Constrained(ir::Constrained {
                inner,
                rules,
                secret,
            }) => {
                self.ty(inner);
                self.rules(rules);
                self.flag("Constrained.secret", *secret);
            }
        }
    }

    fn union(&mut self, union: &ir::Union) {
        let ir::Union {
            variants,
            tag,
            exclusive,
        } = union;
        self.flag("Union.tag", tag.is_some());
        self.flag("Union.tag: none", tag.is_none());
        self.flag("Union.exclusive", *exclusive);
        self.flag("Union.exclusive: not", !exclusive);
        for variant in variants {
            let ir::Variant {
                label,
                ty,
                boxed,
                secret,
                tags,
                otherwise,
                fixed,
                required,
                one_way,
                docs,
                origin: _,
            } = variant;
            self.met(label);
            self.ty(ty);
            self.docs(docs);
            self.flag("Variant.boxed", *boxed);
            self.flag("Variant.secret", *secret);
            self.flag("Variant.otherwise", *otherwise);
            self.flag("Variant.tags", !tags.is_empty());
            self.flag("Variant.tags: several", tags.len() > 1);
            self.flag("Variant.fixed", !fixed.is_empty());
            self.flag("Variant.required", !required.is_empty());
            self.flag("Variant.one_way", one_way.is_some());
        }
    }

    fn record(&mut self, record: &ir::Record) {
        let ir::Record {
            fields,
            additional,
            rules,
        } = record;
        self.flag("Record.rules", *rules != ir::ObjectRules::default());
        self.object_rules(rules);
        self.flag("Record.fields: none", fields.is_empty());
        self.met(additional);
        match additional {
            ir::Additional::Typed(ty) => self.ty(ty),
            ir::Additional::Closed | ir::Additional::Open => {}
        }
        fields.iter().for_each(|field| self.field(field));
    }

    fn field(&mut self, field: &ir::Field) {
        let ir::Field {
            wire: _,
            ty,
            required,
            nullable,
            boxed,
            docs,
            format,
            deprecated,
            secret,
            one_way,
            default,
            origin: _,
        } = field;
        one_way.iter().for_each(|way| self.met(way));
        self.ty(ty);
        self.docs(docs);
        self.flag("Field: required", *required && !nullable);
        self.flag("Field: required and nullable", *required && *nullable);
        self.flag("Field: optional", !required && !nullable);
        self.flag("Field: optional and nullable", !required && *nullable);
        self.flag("Field.boxed", *boxed);
        self.flag("Field.format", format.is_some());
        self.flag("Field.deprecated", *deprecated);
        self.flag("Field.secret", *secret);
        self.flag("Field.default", default.is_some());
    }

    fn ty(&mut self, ty: &ir::Ty) {
        self.met(ty);
        match ty {
            ir::Ty::Integer(format) => self.met(format),
            ir::Ty::Formatted(format) => self.met(format),
            ir::Ty::Array(inner)
            | ir::Ty::Map(inner)
            | ir::Ty::Nullable(inner)
            | ir::Ty::Hidden(inner) => self.ty(inner),
            ir::Ty::Any
            | ir::Ty::Bool
            | ir::Ty::Number
            | ir::Ty::String
            | ir::Ty::Secret
            | ir::Ty::Binary
            | ir::Ty::Named(_) => {}
        }
    }

    fn rules(&mut self, rules: &ir::Rules) {
        let ir::Rules {
            min_length,
            max_length,
            pattern,
            minimum,
            maximum,
            multiple_of,
            min_items,
            max_items,
            unique_items,
            conditions,
            object,
        } = rules;
        self.flag("Rules.object", *object != ir::ObjectRules::default());
        self.object_rules(object);
        self.conditions(conditions);
        self.flag("Rules.min_length", min_length.is_some());
        self.flag("Rules.max_length", max_length.is_some());
        self.flag("Rules.pattern", pattern.is_some());
        self.flag("Rules.minimum", minimum.is_some());
        self.flag("Rules.maximum", maximum.is_some());
        self.flag("Rules.multiple_of", multiple_of.is_some());
        self.flag("Rules.min_items", min_items.is_some());
        self.flag("Rules.max_items", max_items.is_some());
        self.flag("Rules.unique_items", *unique_items);
        for ir::Bound { value, exclusive } in minimum.iter().chain(maximum) {
            self.met(value);
            self.flag("Bound.exclusive", *exclusive);
        }
        multiple_of.iter().for_each(|value| self.met(value));
    }

    fn object_rules(&mut self, rules: &ir::ObjectRules) {
        let ir::ObjectRules {
            min_properties,
            max_properties,
            names,
            demands,
            conditions,
        } = rules;
        self.flag("ObjectRules.min_properties", min_properties.is_some());
        self.flag("ObjectRules.max_properties", max_properties.is_some());
        self.flag("ObjectRules.names", names.is_some());
        names.iter().for_each(|names| self.ty(names));
        for demand in demands {
            self.met(demand);
        }
        self.conditions(conditions);
    }

    fn conditions(&mut self, conditions: &ir::Conditions) {
        let ir::Conditions { all, schemas } = conditions;
        self.asked(all);
        schemas.values().for_each(|asked| self.asked(asked));
    }

    fn asked(&mut self, all: &[ir::Condition]) {
        for condition in all {
            self.met(condition);
            if let ir::Condition::Least(limit) | ir::Condition::Most(limit) = condition {
                let ir::Limit {
                    digits: _,
                    exclusive,
                } = limit;
                self.flag("Limit.exclusive", *exclusive);
            }
            condition.parts().iter().for_each(|part| self.asked(part));
        }
    }
}
