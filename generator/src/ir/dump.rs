//! Prints an [`Api`] as stable text: what a reviewer reads, and what the golden files hold.

mod access;
mod calls;
mod texts;

use std::fmt::{self, Write};

use self::access::{dump_requirement, dump_scheme, dump_server};
use self::texts::{docs, flag, need, object_text, option, rules_text};
use super::{
    Additional, Alias, Api, Constrained, Content, Encoding, Field, HeaderForm, Label, Literal,
    LiteralEnum, OneWay, Operation, Param, ParamLocation, Record, Response, StringEnum, Ty,
    TypeDef, TypeId, TypeKind, Union, Variant,
};

/// The names that a dump shows for types: the wire side has none for inline ones.
pub trait TypeLabels {
    /// The label of a type.
    fn label(&self, id: TypeId) -> String;

    /// The label of an alias, by its place.
    fn alias(&self, index: usize) -> String;
}

/// Prints the whole API, a line a fact, types by the labels that are given.
pub fn dump(api: &Api, labels: &dyn TypeLabels) -> String {
    let mut out = String::new();
    // Writing to a string can't fail.
    let _ = Dump { api, labels }.all(&mut out);
    out
}

struct Dump<'a> {
    api: &'a Api,
    labels: &'a dyn TypeLabels,
}

impl Dump<'_> {
    fn all(&self, out: &mut String) -> fmt::Result {
        let license = self.api.license.as_ref();
        let license = license.map_or_else(String::new, |license| format!(" license {license:?}"));
        let Api { title, version, .. } = self.api;
        writeln!(out, "api {title:?} version {version:?}{license}")?;
        docs(out, 1, &self.api.docs)?;
        self.api.servers.iter().try_for_each(|server| {
            out.write_str("\n")?;
            dump_server(out, "", server)
        })?;
        self.api
            .schemes
            .iter()
            .try_for_each(|scheme| dump_scheme(out, scheme))?;
        for (_, resource) in self.api.resources.iter() {
            writeln!(out, "\nresource {:?}", resource.wire)?;
            docs(out, 1, &resource.docs)?;
            resource
                .operations
                .iter()
                .try_for_each(|&id| self.operation(out, &self.api.operations[id]))?;
        }
        let mut types: Vec<_> = self
            .api
            .types
            .iter()
            .map(|(id, def)| (self.labels.label(id), def))
            .collect();
        types.sort_by(|a, b| a.0.cmp(&b.0));
        types
            .iter()
            .try_for_each(|(label, def)| self.type_def(out, label, def))?;
        let calls = self.api.calls.iter();
        calls.clone().try_for_each(|call| self.call(out, call))?;
        let aliases = self.api.aliases.iter();
        aliases.enumerate().try_for_each(|(index, alias)| {
            let Alias {
                wire: _,
                ty,
                docs: text,
                deprecated,
                origin,
            } = alias;
            let (label, ty) = (self.labels.alias(index), self.ty(ty));
            let deprecated = flag(*deprecated, " deprecated");
            writeln!(out, "\nalias {label} = {ty}{deprecated} at {origin}")?;
            docs(out, 1, text)
        })
    }

    fn operation(&self, out: &mut String, operation: &Operation) -> fmt::Result {
        let Operation {
            id,
            method,
            path,
            wire,
            resource: _,
            docs: text,
            deprecated,
            params,
            body,
            responses,
            accept,
            servers,
            security,
            origin,
        } = operation;
        writeln!(
            out,
            "\n  operation {wire:?} = {method} {path} id {id:?}{} at {origin}",
            flag(*deprecated, " deprecated")
        )?;
        docs(out, 2, text)?;
        servers
            .iter()
            .try_for_each(|server| dump_server(out, "    ", server))?;
        params.iter().try_for_each(|param| self.param(out, param))?;
        if let Some(body) = body {
            writeln!(out, "    body {} at {}", need(body.required), body.origin)?;
            docs(out, 3, &body.docs)?;
            body.content
                .iter()
                .try_for_each(|content| self.sent(out, content))?;
        }
        responses
            .iter()
            .try_for_each(|response| self.response(out, response))?;
        if !accept.is_empty() {
            writeln!(out, "    accept {}", accept.join(", "))?;
        }
        security
            .iter()
            .try_for_each(|requirement| dump_requirement(out, requirement))
    }

    fn param(&self, out: &mut String, param: &Param) -> fmt::Result {
        let Param {
            wire,
            location,
            ty,
            required,
            style,
            explode,
            allow_reserved,
            content,
            docs: text,
            format,
            deprecated,
            secret,
            default,
            origin,
        } = param;
        let location = match location {
            ParamLocation::Path => "path",
            ParamLocation::Query => "query",
            ParamLocation::QueryString => "querystring",
            ParamLocation::Header => "header",
            ParamLocation::Cookie => "cookie",
        };
        writeln!(
            out,
            "    {location} {wire:?}: {} {}{}{}{}{}{}{}{} at {origin}",
            self.ty(ty),
            need(*required),
            format_args!(" style {style:?}{}", flag(*explode, " explode")),
            flag(*allow_reserved, " allow-reserved"),
            option(" as", content.as_ref()),
            flag(*deprecated, " deprecated"),
            flag(*secret, " secret"),
            option(" format", format.as_ref()),
            option(" default", default.as_ref()),
        )?;
        docs(out, 3, text)
    }

    fn sent(&self, out: &mut String, content: &Content) -> fmt::Result {
        writeln!(out, "      {}", self.content(content))?;
        for Encoding {
            wire,
            content_type,
            style,
            headers,
        } in &content.encoding
        {
            let style = style.map_or_else(String::new, |(style, explode, reserved)| {
                let (explode, reserved) =
                    (flag(explode, " explode"), flag(reserved, " allow-reserved"));
                format!(" style {style:?}{explode}{reserved}")
            });
            let headers = (!headers.is_empty()).then(|| format!("{headers:?}"));
            writeln!(
                out,
                "        encoding {wire:?}{}{style}{}",
                option(" as", content_type.as_ref()),
                option(" headers", headers.as_ref()),
            )?;
        }
        Ok(())
    }

    fn content(&self, content: &Content) -> String {
        format!(
            "{} as {:?}: {}",
            content.media_type,
            content.codec,
            format_args!(
                "{}{}",
                self.ty(&content.ty),
                flag(content.secret, " secret")
            )
        )
    }

    fn response(&self, out: &mut String, response: &Response) -> fmt::Result {
        let contents = response.contents.iter();
        let mut contents: Vec<_> = contents.map(|content| self.content(content)).collect();
        if contents.is_empty() {
            contents.push("no body".to_owned());
        }
        writeln!(
            out,
            "    response {}: {} at {}",
            response.status,
            contents.join(" or "),
            response.origin
        )?;
        docs(out, 3, &response.docs)?;
        for header in &response.headers {
            let need = need(header.required);
            writeln!(
                out,
                "      header {:?}: {} {need}{} at {}",
                header.wire,
                self.ty(&header.ty),
                match header.form {
                    HeaderForm::Simple => "",
                    HeaderForm::Exploded => " exploded",
                    HeaderForm::Json => " as JSON",
                },
                header.origin
            )?;
            docs(out, 4, &header.docs)?;
        }
        Ok(())
    }

    fn type_def(&self, out: &mut String, label: &str, def: &TypeDef) -> fmt::Result {
        let TypeDef {
            hint: _,
            origins,
            docs: text,
            format,
            deprecated,
            directions,
            resources: _,
            kind,
        } = def;
        let way = match (directions.request, directions.response) {
            (true, true) => " both ways",
            (true, false) => " request",
            (false, true) => " response",
            (false, false) => " unused",
        };
        let origins: Vec<_> = origins.iter().map(ToString::to_string).collect();
        writeln!(
            out,
            "\ntype {label}{way}{}{} at {}",
            flag(*deprecated, " deprecated"),
            option(" format", format.as_ref()),
            origins.join(" and ")
        )?;
        docs(out, 1, text)?;
        match kind {
            TypeKind::Record(record) => self.record(out, record),
            TypeKind::KeyedMap(map) => {
                writeln!(
                    out,
                    "  keyed map {} -> {}{}",
                    self.labels.label(map.keys),
                    self.labels.label(map.value),
                    object_text(&map.rules, |ty| self.ty(ty))
                )
            }
            TypeKind::StringEnum(StringEnum {
                values,
                open,
                secret,
            }) => {
                secrecy(out, *secret)?;
                if *open {
                    writeln!(out, "  any string, as")?;
                }
                values.iter().try_for_each(|value| {
                    let marks = marks(value.label.as_deref(), value.deprecated);
                    writeln!(out, "  value {:?}{marks} at {}", value.wire, value.origin)?;
                    docs(out, 2, &value.docs)
                })
            }
            TypeKind::LiteralEnum(literals) => literal_enum(out, literals),
            TypeKind::Union(union) => self.union(out, union),
            TypeKind::Constrained(Constrained {
                inner,
                rules,
                secret,
            }) => {
                writeln!(
                    out,
                    "  {} where{}{}",
                    self.ty(inner),
                    rules_text(rules, |ty| self.ty(ty)),
                    flag(*secret, " secret")
                )
            }
        }
    }

    fn union(&self, out: &mut String, union: &Union) -> fmt::Result {
        let Union {
            variants,
            tag,
            exclusive,
        } = union;
        let tag = tag
            .as_ref()
            .map_or_else(String::new, |tag| format!(" by {tag:?}"));
        let of = if *exclusive { "one of" } else { "any of" };
        writeln!(out, "  {of}{tag}")?;
        variants
            .iter()
            .try_for_each(|variant| self.variant(out, variant))
    }

    fn variant(&self, out: &mut String, variant: &Variant) -> fmt::Result {
        let Variant {
            label,
            ty,
            boxed,
            secret,
            tags,
            otherwise,
            fixed,
            required,
            one_way,
            docs: text,
            origin,
        } = variant;
        let label = match label {
            Label::Component(text) => format!("component {text:?}"),
            Label::Tag(text) => format!("tag {text:?}"),
            Label::Member(text) => format!("member {text:?}"),
            Label::Kind(text) => format!("kind {text:?}"),
        };
        writeln!(
            out,
            "  {label}: {}{}{}{} at {origin}",
            self.ty(ty),
            flag(*boxed, " boxed"),
            flag(*secret, " secret"),
            option("", one_way.map(OneWay::keyword).as_ref()),
        )?;
        if !tags.is_empty() {
            writeln!(out, "    tags {tags:?}")?;
        }
        if *otherwise {
            writeln!(out, "    otherwise")?;
        }
        for (member, values) in fixed {
            writeln!(out, "    fixed {member:?} {}", values.join(" or "))?;
        }
        if !required.is_empty() {
            writeln!(out, "    requires {required:?}")?;
        }
        docs(out, 2, text)
    }

    fn record(&self, out: &mut String, record: &Record) -> fmt::Result {
        let Record {
            fields,
            additional,
            rules,
        } = record;
        let kind = match additional {
            Additional::Closed => "closed record".to_owned(),
            Additional::Open => "open record".to_owned(),
            Additional::Typed(ty) => format!("open record of {}", self.ty(ty)),
        };
        writeln!(out, "  {kind}{}", object_text(rules, |ty| self.ty(ty)))?;
        fields.iter().try_for_each(|field| self.field(out, field))
    }

    fn field(&self, out: &mut String, field: &Field) -> fmt::Result {
        let Field {
            wire,
            ty,
            required,
            nullable,
            boxed,
            docs: text,
            format,
            deprecated,
            secret,
            one_way,
            default,
            origin,
        } = field;
        writeln!(
            out,
            "  {wire:?}: {} {}{}{}{}{}{}{}{} at {origin}",
            self.ty(ty),
            need(*required),
            flag(*nullable, " nullable"),
            flag(*boxed, " boxed"),
            flag(*deprecated, " deprecated"),
            flag(*secret, " secret"),
            option("", one_way.map(OneWay::keyword).as_ref()),
            option(" format", format.as_ref()),
            option(" default", default.as_ref()),
        )?;
        docs(out, 2, text)
    }

    fn ty(&self, ty: &Ty) -> String {
        match ty {
            Ty::Any => "any".to_owned(),
            Ty::Bool => "boolean".to_owned(),
            Ty::Integer(format) => format!("integer {}", format.type_name()),
            Ty::Number => "number".to_owned(),
            Ty::String => "string".to_owned(),
            Ty::Secret => "secret".to_owned(),
            Ty::Formatted(format) => format!("string {}", format.name()),
            Ty::Binary => "binary".to_owned(),
            Ty::Array(item) => format!("[{}]", self.ty(item)),
            Ty::Map(value) => format!("{{string: {}}}", self.ty(value)),
            Ty::Named(id) => self.labels.label(*id),
            Ty::Nullable(inner) => format!("{}?", self.ty(inner)),
            Ty::Hidden(inner) => format!("hidden {}", self.ty(inner)),
        }
    }
}

fn secrecy(out: &mut String, secret: bool) -> fmt::Result {
    if secret {
        writeln!(out, "  secret")?;
    }
    Ok(())
}

/// What is said of a value beside its texts.
fn marks(label: Option<&str>, deprecated: bool) -> String {
    let label = label.map_or_else(String::new, |label| format!(" called {label:?}"));
    format!("{label}{}", flag(deprecated, " deprecated"))
}

fn literal_enum(out: &mut String, LiteralEnum { values, secret }: &LiteralEnum) -> fmt::Result {
    secrecy(out, *secret)?;
    for Literal {
        json,
        label,
        deprecated,
        docs: text,
        origin,
    } in values
    {
        let marks = marks(label.as_deref(), *deprecated);
        writeln!(out, "  literal {json}{marks} at {origin}")?;
        docs(out, 2, text)?;
    }
    Ok(())
}
