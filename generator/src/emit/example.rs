//! A call to show: the operation whose arguments can be made up, with a body if there is one.

use quote::ToTokens;

use super::Emitter;
use super::operations::{Call, Way};
use crate::ir::{Field, OperationId, Record, Server, ServerVariable, Ty, TypeId, TypeKind};

/// A call as text.
pub(super) struct Example {
    setters: Vec<String>,
    imports_models: bool,
    body: Option<String>,
    call: String,
}

impl Example {
    /// A documentation test that compiles and does not run.
    pub(super) fn doc_test(&self, crate_name: &str) -> Vec<String> {
        let mut lines = vec!["```no_run".to_owned()];
        lines.push(format!(
            "use {crate_name}::{};",
            if self.imports_models {
                "{Client, models}"
            } else {
                "Client"
            }
        ));
        lines.push(String::new());
        lines.push("# #[cfg(feature = \"reqwest\")]".to_owned());
        lines.push("# async fn example() -> Result<(), Box<dyn std::error::Error>> {".to_owned());
        lines.extend(self.statements());
        lines.push("# Ok(())".to_owned());
        lines.push("# }".to_owned());
        lines.push("```".to_owned());
        lines
    }

    /// The statements, for a program of one's own.
    pub(super) fn statements(&self) -> Vec<String> {
        let mut lines = vec![format!(
            "let client = Client::builder(){}.build()?;",
            self.setters.concat()
        )];
        lines.extend(self.body.as_ref().map(|body| format!("let body = {body};")));
        lines.push(format!("let answer = client{}.await?;", self.call));
        lines.push("println!(\"{answer:?}\");".to_owned());
        lines
    }

    /// A whole program, as a block of Markdown.
    pub(super) fn program(&self, crate_name: &str) -> String {
        let imports = if self.imports_models {
            "{Client, models}"
        } else {
            "Client"
        };
        let statements: String = self
            .statements()
            .iter()
            .map(|line| format!("    {line}\n"))
            .collect();
        format!(
            "\n```rust\nuse {crate_name}::{imports};\n\n#[tokio::main]\n\
             async fn main() -> Result<(), Box<dyn std::error::Error>> {{\n{statements}    Ok(())\n}}\n```\n"
        )
    }
}

impl Emitter<'_> {
    /// The operation to show: one whose body shows most, else the first that can be called.
    pub(super) fn example(&self) -> Option<Example> {
        let ids: Vec<OperationId> = self
            .named
            .api
            .resources
            .iter()
            .flat_map(|(_, resource)| resource.operations.clone())
            .collect();
        let examples = ids.iter().filter_map(|&id| self.example_of(&self.call(id)));
        let weight = |example: &Example| {
            example
                .body
                .as_ref()
                .map_or(0, |body| body.matches('(').count())
        };
        // The first of the heaviest: `max_by_key` would take the last.
        examples.reduce(|best, other| {
            if weight(&other) > weight(&best) {
                other
            } else {
                best
            }
        })
    }

    fn example_of(&self, call: &Call<'_>) -> Option<Example> {
        let way: Way<'_> = call.ways().into_iter().next()?;
        let mut arguments = Vec::new();
        for (param, _) in call.in_path() {
            arguments.push(match &param.ty {
                Ty::String => format!("\"{}\"", super::docs::plain(&param.wire)),
                // Which text it is shows in the argument's type.
                Ty::Formatted(_) => "&\"…\".parse()?".to_owned(),
                Ty::Integer(_) => "1".to_owned(),
                _ => return None,
            });
        }
        if call.has_params() {
            return None;
        }
        let mut body = None;
        if let Some((source, content)) = way.content {
            let Ty::Named(id) = content.ty else {
                return None;
            };
            let TypeKind::Record(record) = &self.named.api.types[id].kind else {
                return None;
            };
            if record.fields.iter().any(|field| self.is_asked_for(field)) || !source.required {
                return None;
            }
            let names = self.named.names.of_type(id);
            body = Some(format!(
                "models::{}::new(){}",
                names.ident,
                self.sample_setters(record, &names.setters)
            ));
            arguments.push("&body".to_owned());
        }
        let resource = &self.named.names.of_resource(call.operation.resource).module;
        let call_text = format!(".{resource}().{}({})", way.method, arguments.join(", "));
        Some(Example {
            setters: self.client_setters(call),
            imports_models: body.is_some(),
            body,
            call: call_text,
        })
    }

    fn client_setters(&self, call: &Call<'_>) -> Vec<String> {
        let server = self.named.api.servers.first();
        let variables = server
            .into_iter()
            .flat_map(|server| &server.variables)
            .zip(&self.named.names.variables);
        let mut setters: Vec<_> = variables
            .filter(|(variable, _)| variable.default.is_none())
            .map(|(variable, setter)| {
                let value = made_up(variable);
                format!(".{setter}({value:?})")
            })
            .collect();
        if server.is_none_or(|server| !server.url.contains("://")) {
            setters.push(".base_url(\"https://example.com\")".to_owned());
        } else if server
            .into_iter()
            .chain(call.operation.servers.first())
            .any(is_plain_http)
        {
            setters.push(".allow_http()".to_owned());
        }
        if self.takes_bearer() {
            setters.push(".bearer_token(\"…\")".to_owned());
        }
        setters
    }

    /// Up to two setters whose values can be made up.
    fn sample_setters(&self, record: &Record, setters: &[String]) -> String {
        let samples = record
            .fields
            .iter()
            .zip(setters)
            .filter_map(|(field, setter)| {
                let value = self.sample(field)?;
                Some(format!(".{setter}({value})"))
            });
        samples.take(2).collect()
    }

    fn sample(&self, field: &Field) -> Option<String> {
        if field.nullable || field.deprecated || field.boxed {
            return None;
        }
        self.sample_of(&field.ty)
    }

    fn sample_of(&self, ty: &Ty) -> Option<String> {
        match ty {
            Ty::Bool => Some("true".to_owned()),
            Ty::Array(item) => Some(format!("[{}]", self.sample_of(item)?)),
            Ty::Named(id) => self.sample_of_named(*id),
            _ => None,
        }
    }

    /// The first value of an enum; the first variant of a union whose value can be made up.
    fn sample_of_named(&self, id: TypeId) -> Option<String> {
        let names = self.named.names.of_type(id);
        let variant = |member: &String| {
            let name = super::tys::ident(&names.ident).to_token_stream();
            format!("models::{name}::{member}")
        };
        match &self.named.api.types[id].kind {
            kind if kind.constant().is_some() => Some(variant(&"VALUE".to_owned())),
            TypeKind::StringEnum(list) => {
                let mut known = list.values.iter().zip(&names.members);
                let fresh = known.find(|(value, _)| !value.deprecated);
                fresh.map(|(_, member)| variant(member))
            }
            TypeKind::LiteralEnum(list) => {
                let mut known = list.values.iter().zip(&names.members);
                let fresh = known.find(|(value, _)| !value.deprecated);
                fresh.map(|(_, member)| variant(member))
            }
            TypeKind::Union(union) => {
                let variants = union.variants.iter().zip(&names.members);
                let mut samples = variants.filter_map(|(it, member)| {
                    let value = match &it.ty {
                        Ty::String if !it.boxed => "\"text\".into()".to_owned(),
                        Ty::Bool | Ty::Named(_) if !it.boxed && it.ty != Ty::Named(id) => {
                            self.sample_of_plain(&it.ty)?
                        }
                        _ => return None,
                    };
                    Some(format!("{}({value})", variant(member)))
                });
                samples.next()
            }
            _ => None,
        }
    }

    /// A value that does not take another union: unions may hold each other.
    fn sample_of_plain(&self, ty: &Ty) -> Option<String> {
        match ty {
            Ty::Named(id) if matches!(self.named.api.types[*id].kind, TypeKind::Union(_)) => None,
            Ty::Named(id) if self.is_all_optional(*id) => {
                let name = &self.named.names.of_type(*id).ident;
                Some(format!("models::{name}::new()"))
            }
            ty => self.sample_of(ty),
        }
    }

    fn is_all_optional(&self, id: TypeId) -> bool {
        match &self.named.api.types[id].kind {
            TypeKind::Record(record) => !record.fields.iter().any(|field| self.is_asked_for(field)),
            _ => false,
        }
    }
}

/// A value for a variable that has no default.
fn made_up(variable: &ServerVariable) -> &str {
    variable
        .values
        .first()
        .map_or("example.com", String::as_str)
}

/// Does a server go over plain `http`, as the example calls it?
fn is_plain_http(server: &Server) -> bool {
    let url = server
        .variables
        .iter()
        .fold(server.url.clone(), |url, variable| {
            let value = variable.default.as_deref();
            let value = value.unwrap_or_else(|| made_up(variable));
            url.replace(&format!("{{{}}}", variable.wire), value)
        });
    url.get(..7)
        .is_some_and(|start| start.eq_ignore_ascii_case("http://"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Docs;
    use crate::pointer::Pointer;

    #[test]
    fn plain_http_is_seen_through_variables() {
        let server = |url: &str, default: Option<&str>, values: &[&str]| Server {
            url: url.to_owned(),
            variables: vec![ServerVariable {
                wire: "v".to_owned(),
                default: default.map(str::to_owned),
                values: values.iter().map(|&value| value.to_owned()).collect(),
                docs: Docs::default(),
                origin: Pointer::root(),
            }],
            origin: Pointer::root(),
        };
        assert!(is_plain_http(&server(
            "http://localhost:8080/v1",
            None,
            &[]
        )));
        assert!(is_plain_http(&server(
            "{v}://a.example",
            Some("http"),
            &["https"]
        )));
        assert!(is_plain_http(&server("{v}://a.example", None, &["HTTP"])));
        assert!(!is_plain_http(&server(
            "{v}://a.example",
            Some("https"),
            &["http"]
        )));
        assert!(!is_plain_http(&server("https://{v}.example", None, &[])));
    }
}
