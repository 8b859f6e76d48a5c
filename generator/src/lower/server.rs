//! Servers and security schemes.

use std::collections::HashSet;
use std::iter;

use openapiv3::{APIKeyLocation, Operation, PathItem, SecurityScheme as Scheme, Server as Source};

use super::{Lowering, template};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{
    Docs, OperationId, ParamLocation, SchemeKind, SecurityScheme, Server, ServerVariable,
};
use crate::load::Node;
use crate::normalise::CARRIED;
use crate::pointer::Pointer;

impl Lowering<'_> {
    pub(super) fn servers(&mut self) {
        let base = Pointer::root().key("servers");
        self.api.servers = self.server_list(&self.document.openapi.servers, &base);
    }

    /// The servers of an operation, or of its path, where they are not those of the API.
    pub(super) fn own_servers(
        &mut self,
        (item, item_at): (&PathItem, &Pointer),
        source: &Operation,
        at: &Pointer,
    ) -> Vec<Server> {
        let (list, base) = match (source.servers.is_empty(), item.servers.is_empty()) {
            (false, _) => (&source.servers, at.key("servers")),
            (true, false) => (&item.servers, item_at.key("servers")),
            (true, true) => return Vec::new(),
        };
        let servers = self.server_list(list, &base);
        if same(&servers, &self.api.servers) {
            return Vec::new();
        }
        if servers.len() > 1 {
            let message = "of several servers of an operation the first is called, unless a program says otherwise";
            self.report(Code::UnsupportedServer, &base, message);
        }
        servers
    }

    /// Servers that all operations share are the API's, where it has none of its own.
    pub(super) fn shared_servers(&mut self) {
        if !self.api.servers.is_empty() {
            return;
        }
        let ids: Vec<_> = self.api.operations.ids().collect();
        let Some(&first) = ids.first() else { return };
        let first = self.api.operations[first].servers.clone();
        let is_shared = |id: &OperationId| same(&self.api.operations[*id].servers, &first);
        if ids.iter().all(is_shared) {
            for id in ids {
                self.api.operations[id].servers.clear();
            }
            self.api.servers = first;
        }
    }

    fn server_list(&mut self, servers: &[Source], base: &Pointer) -> Vec<Server> {
        let mut list = Vec::new();
        for (index, server) in servers.iter().enumerate() {
            let at = base.index(index);
            if let Some(problem) = problem(&server.url) {
                let message = format!("{problem}; the server is left out");
                self.report(Code::BadServer, &at.key("url"), message);
                continue;
            }
            let variables = server.variables.iter().flatten().map(|(name, variable)| {
                let at = at.key("variables").key(name);
                // A default such as `{TENANT}.example.com` is a hint for people, no value.
                let default = Some(variable.default.clone())
                    .filter(|text| !text.contains(['{', '}', '<', '>']) && !text.is_empty());
                let default = default.filter(|text| self.can_stand_in_url(text, &at));
                self.default_of_list(default.as_deref(), &variable.enumeration, &at);
                ServerVariable {
                    wire: name.clone(),
                    default,
                    values: variable.enumeration.clone(),
                    docs: self.docs(None, variable.description.as_deref(), &at),
                    origin: self.document.origin(&at),
                }
            });
            let mut variables: Vec<_> = variables.collect();
            self.undescribed_variables(&server.url, &mut variables, &at.key("url"));
            list.push(Server {
                url: server.url.clone(),
                variables,
                origin: self.document.origin(&at),
            });
        }
        list
    }

    /// Whether a default is a value: one with blanks in it is a hint for people, and stands in no URL.
    fn can_stand_in_url(&mut self, default: &str, at: &Pointer) -> bool {
        let Some(odd) = default.chars().find(|c| is_odd(*c)) else {
            return true;
        };
        let message = format!(
            "the default `{default}` is no value, since {odd:?} can't stand in a URL; a value must be given"
        );
        let diagnostic = Diagnostic::new(Code::BadServer, message)
            .leaves_nothing_out()
            .help("give a default that can be called, or say in `description` what is to be given");
        self.say(&at.key("default"), diagnostic);
        false
    }

    /// Says that the default of a variable is none of its values: it is taken all the same.
    fn default_of_list(&mut self, default: Option<&str>, values: &[String], at: &Pointer) {
        let Some(default) = default else { return };
        if values.is_empty() || values.iter().any(|value| value == default) {
            return;
        }
        let message = format!("the default `{default}` is none of the values that `enum` lists");
        let diagnostic = Diagnostic::new(Code::BadServer, message)
            .leaves_nothing_out()
            .help("add it to `enum`, or make the default one of its values");
        self.say(&at.key("default"), diagnostic);
    }

    /// Takes the names in braces that are not described for variables without a default.
    fn undescribed_variables(
        &mut self,
        url: &str,
        variables: &mut Vec<ServerVariable>,
        at: &Pointer,
    ) {
        for name in template::expressions(url) {
            if variables.iter().any(|known| known.wire == name) {
                continue;
            }
            let message = format!("the variable `{name}` is not described; a value must be given");
            let diagnostic = Diagnostic::new(Code::BadServer, message).leaves_nothing_out();
            self.say(at, diagnostic);
            variables.push(ServerVariable {
                wire: name.to_owned(),
                default: None,
                values: Vec::new(),
                docs: Docs::default(),
                origin: self.document.origin(at),
            });
        }
    }

    /// Schemes that 3.0 does not have, which normalising put aside.
    fn mutual_tls(&mut self) {
        let aside = format!("{CARRIED}securitySchemes");
        let base = Pointer::root().key("components").key(&aside);
        let members = self.document.node(&base).and_then(Node::as_object);
        for member in members.into_iter().flatten() {
            let at = base.key(&member.key);
            let description = member.node.get("description").and_then(Node::as_str);
            let docs = self.docs(None, description, &at);
            self.api.schemes.push(SecurityScheme {
                wire: member.key.to_string(),
                kind: SchemeKind::Other(SchemeKind::MUTUAL_TLS.to_owned()),
                docs,
                origin: self.document.origin(&at),
            });
        }
    }

    pub(super) fn security_schemes(&mut self) {
        self.mutual_tls();
        let Some(components) = &self.document.openapi.components else {
            return;
        };
        let base = Pointer::root().key("components").key("securitySchemes");
        for (name, scheme) in &components.security_schemes {
            let at = base.key(name);
            let Some((scheme, at)) =
                self.resolve(scheme, &at, "securitySchemes", |c| &c.security_schemes)
            else {
                continue;
            };
            let (kind, description) = scheme_kind(scheme);
            let docs = self.docs(None, description, &at);
            self.api.schemes.push(SecurityScheme {
                wire: name.clone(),
                kind,
                docs,
                origin: self.document.origin(&at),
            });
        }
    }
}

impl Lowering<'_> {
    /// Of a selection, the schemes that its operations name are kept, and nothing is said of the others.
    pub(super) fn selected_schemes(&mut self) {
        if self.takes_all() {
            return;
        }
        let operations = self.api.operations.iter();
        let named: HashSet<&str> = operations
            .flat_map(|(_, operation)| &operation.security)
            .flat_map(|requirement| &requirement.schemes)
            .map(|(scheme, _)| scheme.as_str())
            .collect();
        let is_named = |scheme: &SecurityScheme| named.contains(scheme.wire.as_str());
        let schemes = std::mem::take(&mut self.api.schemes);
        let (kept, left): (Vec<_>, Vec<_>) = schemes.into_iter().partition(is_named);
        self.api.schemes = kept;
        let left: HashSet<Pointer> = left.into_iter().map(|scheme| scheme.origin).collect();
        self.diagnostics.forget(|at| {
            let mut around = iter::successors(Some(at.clone()), Pointer::parent);
            around.any(|place| left.contains(&place))
        });
    }
}

/// Why a text can't be the URL of a server, which may be relative to where the description is.
fn problem(url: &str) -> Option<String> {
    if let Some(odd) = url.chars().find(|c| is_odd(*c)) {
        return Some(format!("{odd:?} can't stand in a URL"));
    }
    let rest = template::expressions(url)
        .iter()
        .fold(url.to_owned(), |url, name| {
            url.replace(&format!("{{{name}}}"), "x")
        });
    if rest.contains(['{', '}']) {
        return Some(format!("the braces of `{url}` don't match"));
    }
    let scheme = rest.split_once("://")?.0.to_ascii_lowercase();
    let is_name = scheme
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    (!is_name || scheme.is_empty()).then(|| format!("`{scheme}` is no scheme of a URL"))
}

fn is_odd(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// Do two lists lead to the same places, wherever they stand?
fn same(a: &[Server], b: &[Server]) -> bool {
    let of = |variable: &ServerVariable| {
        (
            variable.wire.clone(),
            variable.default.clone(),
            variable.values.clone(),
        )
    };
    a.len() == b.len()
        && a.iter().zip(b).all(|(a, b)| {
            a.url == b.url && a.variables.iter().map(of).eq(b.variables.iter().map(of))
        })
}

fn scheme_kind(scheme: &Scheme) -> (SchemeKind, Option<&str>) {
    match scheme {
        Scheme::HTTP {
            scheme,
            description,
            ..
        } => {
            let kind = match scheme.to_ascii_lowercase().as_str() {
                "bearer" => SchemeKind::Bearer,
                "basic" => SchemeKind::Basic,
                other => SchemeKind::Other(format!("http {other}")),
            };
            (kind, description.as_deref())
        }
        Scheme::APIKey {
            location,
            name,
            description,
            ..
        } => {
            let location = match location {
                APIKeyLocation::Query => ParamLocation::Query,
                APIKeyLocation::Header => ParamLocation::Header,
                APIKeyLocation::Cookie => ParamLocation::Cookie,
            };
            (
                SchemeKind::ApiKey {
                    location,
                    name: name.clone(),
                },
                description.as_deref(),
            )
        }
        Scheme::OAuth2 {
            flows, description, ..
        } => {
            let client_credentials = flows
                .client_credentials
                .as_ref()
                .map(|flow| flow.token_url.clone());
            (
                SchemeKind::OAuth2 { client_credentials },
                description.as_deref(),
            )
        }
        Scheme::OpenIDConnect { description, .. } => (
            SchemeKind::Other(SchemeKind::OPEN_ID_CONNECT.to_owned()),
            description.as_deref(),
        ),
    }
}
