//! What the cases have of operations: parameters, bodies, answers.

use oas_codegen::ir;

use super::Coverage;

impl Coverage {
    pub(super) fn operation(&mut self, operation: &ir::Operation) {
        let ir::Operation {
            id: _,
            method: _,
            path: _,
            wire: _,
            resource: _,
            docs,
            deprecated,
            params,
            body,
            accept,
            responses,
            servers,
            security,
            origin: _,
        } = operation;
        self.flag("Operation.servers", !servers.is_empty());
        servers.iter().for_each(|server| self.server(server));
        self.flag("Operation.accept: several", accept.len() > 1);
        self.flag("Operation.accept: none", accept.is_empty());
        self.docs(docs);
        self.flag("Operation.deprecated", *deprecated);
        params.iter().for_each(|param| self.param(param));
        self.flag("Operation.body: none", body.is_none());
        if let Some(ir::Body {
            required,
            content,
            docs,
            origin: _,
        }) = body
        {
            self.flag("Body: required", *required);
            self.flag("Body: optional", !required);
            self.flag("Body.content: several", content.len() > 1);
            content.iter().for_each(|content| self.content(content));
            self.docs(docs);
        }
        responses
            .iter()
            .for_each(|response| self.response(response));
        self.flag("Operation.security: none", security.is_empty());
        self.flag("Operation.security: several", security.len() > 1);
        for ir::Requirement { schemes } in security {
            self.flag("Requirement.schemes: none", schemes.is_empty());
            self.flag("Requirement.schemes: several", schemes.len() > 1);
            self.flag(
                "Requirement: scopes",
                schemes.iter().any(|(_, scopes)| !scopes.is_empty()),
            );
        }
    }

    fn param(&mut self, param: &ir::Param) {
        let ir::Param {
            wire: _,
            location,
            ty,
            required,
            style,
            explode,
            allow_reserved,
            content,
            docs,
            format,
            deprecated,
            secret,
            default,
            origin: _,
        } = param;
        self.met(location);
        self.ty(ty);
        self.met(style);
        self.docs(docs);
        self.flag("Param: required", *required);
        self.flag("Param: optional", !required);
        self.flag("Param.explode", *explode);
        self.flag("Param.explode: not", !explode);
        self.flag("Param.allow_reserved", *allow_reserved);
        self.flag("Param.content", content.is_some());
        self.flag("Param.format", format.is_some());
        self.flag("Param.deprecated", *deprecated);
        self.flag("Param.secret", *secret);
        self.flag("Param.default", default.is_some());
    }

    fn content(&mut self, content: &ir::Content) {
        let ir::Content {
            media_type: _,
            codec,
            ty,
            secret,
            encoding,
        } = content;
        self.met(codec);
        if let ir::Codec::Stream(framing) = codec {
            self.met(framing);
        }
        self.ty(ty);
        self.flag("Content.secret", *secret);
        for ir::Encoding {
            wire: _,
            content_type,
            style,
            headers,
        } in encoding
        {
            self.flag("Encoding.content_type", content_type.is_some());
            self.flag("Encoding.style", style.is_some());
            self.flag("Encoding.headers", !headers.is_empty());
        }
    }

    fn response(&mut self, response: &ir::Response) {
        let ir::Response {
            status,
            contents,
            headers,
            docs,
            origin: _,
        } = response;
        self.met(status);
        self.docs(docs);
        self.flag("Response.contents: none", contents.is_empty());
        self.flag("Response.contents: several", contents.len() > 1);
        contents.iter().for_each(|content| self.content(content));
        for ir::Header {
            wire: _,
            ty,
            form,
            required,
            docs,
            origin: _,
        } in headers
        {
            self.ty(ty);
            self.met(form);
            self.flag("Header: required", *required);
            self.flag("Header: optional", !required);
            self.docs(docs);
        }
    }
}
