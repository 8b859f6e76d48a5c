//! Checks of keywords against each other: what must stand together and what must not.

use super::{Checker, Site, at_name};
use crate::diagnostic::{Code, Diagnostic};
use crate::load::{Member, Node, Object};
use crate::normalise::version::V32;
use crate::normalise::vocabulary::Kind;

impl Checker<'_> {
    /// Checks what the tables cannot say of an object, and gives the keywords without which there is no use for it.
    pub(super) fn relations(
        &mut self,
        object: &mut Object,
        kind: Kind,
        site: &Site<'_>,
    ) -> &'static [&'static str] {
        match kind {
            Kind::Parameter => self.parameter(object, site),
            Kind::Header => self.schema_or_content(object, site),
            Kind::SecurityScheme => return self.security_scheme(object, site),
            Kind::OAuthFlows => self.flows(object, site),
            Kind::Link => return self.link(object, site),
            Kind::Schema => self.one_way(object, site),
            _ => {}
        }
        &[]
    }

    /// A value that no request and no response carries is nowhere (OAS 3.0.3, Schema Object, `readOnly`).
    fn one_way(&mut self, object: &mut Object, site: &Site<'_>) {
        let is_set = |key| object.get(key).and_then(Node::as_bool) == Some(true);
        if let Some(member) = object.member("writeOnly")
            && is_set("writeOnly")
            && is_set("readOnly")
        {
            let message =
                "what is `readOnly` cannot be `writeOnly`, too; it is taken for `readOnly`";
            let at = site
                .key("writeOnly", member.key_span)
                .location(&member.node);
            let diagnostic = Diagnostic::new(Code::ConflictingKeywords, message).at(at);
            self.push(diagnostic.help("remove one of the two"));
            object.remove("writeOnly");
        }
    }

    fn parameter(&mut self, object: &mut Object, site: &Site<'_>) {
        let place = object.get("in").and_then(Node::as_str).unwrap_or_default();
        let styles: &[&str] = match place {
            "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
            "path" => &["simple", "label", "matrix"],
            "header" => &["simple"],
            "cookie" => &["form", "cookie"],
            // That it is none of these has been said, and so there is no parameter.
            _ => return,
        };
        let is_optional = object.get("required").and_then(Node::as_bool) != Some(true);
        if place == "path" && is_optional {
            let message = "a path parameter must have `required: true`";
            let diagnostic = Diagnostic::new(Code::MissingKeyword, message).leaves_nothing_out();
            self.push(diagnostic.at(at_name(site)));
        }
        self.newer_spelling(object, place, site);
        let style = object.member("style");
        if let Some(member) = style.filter(|member| {
            member
                .node
                .as_str()
                .is_some_and(|style| !styles.contains(&style))
        }) {
            let inner = site.key("style", member.key_span);
            let message = format!("a parameter in `{place}` cannot have this style");
            let help = format!("its styles are {}", styles.join(", "));
            self.push(
                Diagnostic::new(Code::WrongValue, message)
                    .at(inner.location(&member.node))
                    .help(help),
            );
            object.remove("style");
        }
        self.schema_or_content(object, site);
    }

    /// Warns of what 3.2 alone has of a parameter; it is understood all the same.
    fn newer_spelling(&mut self, object: &Object, place: &str, site: &Site<'_>) {
        if self.version == V32 {
            return;
        }
        let is_new = |member: &&Member| match &*member.key {
            "allowReserved" => {
                matches!(place, "path" | "cookie") && member.node.as_bool() == Some(true)
            }
            "style" => member.node.as_str() == Some("cookie"),
            _ => false,
        };
        for member in object.iter().filter(is_new) {
            let message = format!("a parameter in `{place}` has this from {} on", V32.name());
            let at = site.key(&member.key, member.key_span);
            self.push(Diagnostic::new(Code::MisplacedKeyword, message).at(at_name(&at)));
        }
    }

    /// Parameters and headers have either a schema or content (OpenAPI 3.0.4 §4.7.12.2).
    fn schema_or_content(&mut self, object: &mut Object, site: &Site<'_>) {
        match (object.contains_key("schema"), object.member("content")) {
            (false, None) => {
                let message = "neither `schema` nor `content` says what the value is";
                let diagnostic =
                    Diagnostic::new(Code::MissingKeyword, message).leaves_nothing_out();
                self.push(diagnostic.at(at_name(site)));
            }
            (true, Some(member)) => {
                let at = at_name(&site.key("content", member.key_span));
                self.push(
                    Diagnostic::new(Code::ConflictingKeywords, "`content` excludes `schema`")
                        .at(at),
                );
                object.remove("content");
            }
            _ => {}
        }
    }

    fn security_scheme(&mut self, object: &Object, site: &Site<'_>) -> &'static [&'static str] {
        let (needed, kind): (&'static [&'static str], _) =
            match object.get("type").and_then(Node::as_str) {
                Some("apiKey") => (&["name", "in"], "an API key"),
                Some("http") => (&["scheme"], "an HTTP scheme"),
                Some("oauth2") => (&["flows"], "an OAuth 2 scheme"),
                Some("openIdConnect") => (&["openIdConnectUrl"], "an OpenID Connect scheme"),
                _ => (&[], ""),
            };
        self.all_of(object, needed, kind, true, site);
        needed
    }

    fn flows(&mut self, object: &Object, site: &Site<'_>) {
        for member in object {
            let needed: &[&str] = match &*member.key {
                "implicit" => &["authorizationUrl"],
                "password" | "clientCredentials" => &["tokenUrl"],
                "authorizationCode" => &["authorizationUrl", "tokenUrl"],
                "deviceAuthorization" => &["deviceAuthorizationUrl", "tokenUrl"],
                _ => continue,
            };
            if let Some(flow) = member.node.as_object() {
                let inner = site.key(&member.key, member.key_span);
                self.all_of(flow, needed, "this flow", false, &inner);
            }
        }
    }

    fn all_of(&mut self, object: &Object, needed: &[&str], of: &str, loses: bool, site: &Site<'_>) {
        for name in needed.iter().filter(|name| !object.contains_key(name)) {
            let message = format!("{of} must have `{name}`");
            let mut diagnostic = Diagnostic::new(Code::MissingKeyword, message);
            diagnostic.leaves_out = loses;
            self.push(diagnostic.at(at_name(site)));
        }
    }

    /// A link names its operation in one of two ways (OpenAPI 3.0.4 §4.7.20).
    fn link(&mut self, object: &mut Object, site: &Site<'_>) -> &'static [&'static str] {
        match (
            object.contains_key("operationId"),
            object.member("operationRef"),
        ) {
            (false, None) => {
                let message =
                    "neither `operationId` nor `operationRef` names the operation of the link";
                let diagnostic =
                    Diagnostic::new(Code::MissingKeyword, message).leaves_nothing_out();
                self.push(diagnostic.at(at_name(site)));
            }
            (true, Some(member)) => {
                let at = at_name(&site.key("operationRef", member.key_span));
                let message = "`operationRef` excludes `operationId`";
                self.push(Diagnostic::new(Code::ConflictingKeywords, message).at(at));
                object.remove("operationRef");
            }
            (true, None) => {}
            (false, Some(_)) => return &["operationRef"],
        }
        &["operationId"]
    }
}
