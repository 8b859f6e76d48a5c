//! How the API is reached, in a dump: servers, security schemes, what is asked for.

use std::fmt::{self, Write};

use super::texts::{docs, option};
use crate::ir::{Requirement, SchemeKind, SecurityScheme, Server};

pub(super) fn dump_server(out: &mut String, indent: &str, server: &Server) -> fmt::Result {
    writeln!(out, "{indent}server {:?} at {}", server.url, server.origin)?;
    for variable in &server.variables {
        writeln!(
            out,
            "{indent}  variable {:?}{} at {}",
            variable.wire,
            option(" default", variable.default.as_ref()),
            variable.origin
        )?;
        if !variable.values.is_empty() {
            writeln!(out, "{indent}    one of {:?}", variable.values)?;
        }
        docs(out, 2 + indent.len() / 2, &variable.docs)?;
    }
    Ok(())
}

pub(super) fn dump_scheme(out: &mut String, scheme: &SecurityScheme) -> fmt::Result {
    let kind = match &scheme.kind {
        SchemeKind::Bearer => "bearer".to_owned(),
        SchemeKind::Basic => "basic".to_owned(),
        SchemeKind::ApiKey { location, name } => format!("api key {name:?} in {location:?}"),
        SchemeKind::OAuth2 { client_credentials } => format!(
            "oauth2{}",
            option(" token url", client_credentials.as_ref())
        ),
        SchemeKind::Other(kind) => format!("other {kind:?}"),
    };
    writeln!(
        out,
        "\nscheme {:?}: {kind} at {}",
        scheme.wire, scheme.origin
    )?;
    docs(out, 1, &scheme.docs)
}

pub(super) fn dump_requirement(out: &mut String, requirement: &Requirement) -> fmt::Result {
    let schemes: Vec<_> = requirement
        .schemes
        .iter()
        .map(|(scheme, scopes)| format!("{scheme:?} {scopes:?}"))
        .collect();
    writeln!(
        out,
        "    security {}",
        if schemes.is_empty() {
            "none".to_owned()
        } else {
            schemes.join(" with ")
        }
    )
}
