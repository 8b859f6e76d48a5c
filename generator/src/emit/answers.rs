//! Answers: which status is read as what, what a call gives, and an operation's errors, one variant a documented status.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Emitter;
use super::docs::{DocLines, code};
use super::operations::Call;
use super::tys::ident;
use crate::ir::{Api, Codec, Content, Docs, Form, Framing, Output, Response, Status, Ty};

/// A response, the forms of its body, and the variants for them.
struct Answered<'a> {
    response: &'a Response,
    forms: Vec<Form<'a>>,
    variants: &'a [String],
    /// The type of its headers.
    headers: Option<&'a str>,
    /// The member that its events may have as their type instead.
    event_tag: Option<&'a str>,
}

impl<'a> Answered<'a> {
    fn all(api: &'a Api, call: &Call<'a>) -> Vec<Self> {
        let Call { operation, names } = *call;
        let responses = operation.responses.iter();
        let named = responses.zip(&names.responses).zip(&names.headers);
        let answered = named.map(|((response, variants), headers)| Self {
            response,
            forms: response.forms(),
            variants,
            headers: Some(headers.as_str()).filter(|headers| !headers.is_empty()),
            event_tag: response
                .contents
                .iter()
                .find_map(|content| api.event_tag(content)),
        });
        answered.collect()
    }

    /// The forms with their variants; one without a body where there is none.
    fn cases(&self) -> Vec<(Option<&'a Content>, &'a str)> {
        let contents = self.forms.iter().map(Form::content);
        let none = self.forms.is_empty().then_some(None);
        let names = self.variants.iter().map(String::as_str);
        contents.chain(none).zip(names).collect()
    }

    fn docs(&self, content: Option<&Content>, fallback: &str) -> DocLines {
        let content = content.filter(|_| self.forms.len() > 1);
        let media = content.map(|content| format!(", {}", code(&content.media_type)));
        let (status, media) = (self.response.status, media.unwrap_or_default());
        let docs = &self.response.docs;
        let headed = |text: &str| Some(format!("{status}{media}: {}", text.trim_start()));
        let told = match (&docs.summary, &docs.description) {
            (Some(summary), description) => Docs {
                summary: headed(summary),
                description: description.clone().filter(|text| text != summary),
            },
            (None, description) => Docs {
                summary: None,
                description: headed(description.as_deref().unwrap_or(fallback)),
            },
        };
        let mut docs = DocLines::new(&told, "");
        if let Some(headers) = self.headers {
            docs.paragraph(&format!("Headers: [`{headers}`]."));
        }
        docs
    }

    /// One of several forms, told by the media type that came.
    fn by_media(
        &self,
        choose: &TokenStream,
        question: &TokenStream,
        cases: Vec<TokenStream>,
    ) -> TokenStream {
        let media: Vec<_> = self
            .forms
            .iter()
            .flat_map(|form| {
                form.contents
                    .iter()
                    .map(|content| content.media_type.as_str())
            })
            .collect();
        let mut next = 0;
        let last = cases.len().saturating_sub(1);
        let arms = cases
            .into_iter()
            .zip(&self.forms)
            .enumerate()
            .map(|(index, (case, form))| {
                let places = next..next + form.contents.len();
                next = places.end;
                let places = places.map(Literal::usize_unsuffixed);
                if index == last {
                    quote!(_ => #case,)
                } else {
                    quote!(#(#places)|* => #case,)
                }
            });
        let arms: TokenStream = arms.collect();
        quote!(match #choose(&[#(#media),*])#question { #arms })
    }
}

impl Emitter<'_> {
    /// What a call gives.
    pub(super) fn output(&self, call: &Call<'_>) -> TokenStream {
        match call.operation.output() {
            Output::Nothing => quote!(()),
            Output::One(content) => self.answer_ty(content),
            Output::Several => {
                let name = ident(&call.names.output);
                quote!(#name)
            }
        }
    }

    fn answer_ty(&self, content: &Content) -> TokenStream {
        let ty = self.ty(&content.ty, &quote!(models::));
        match content.codec {
            Codec::Bytes if content.ty != Ty::Binary => quote!(rt::Bytes),
            Codec::Stream(_) => quote!(Vec<#ty>),
            _ => ty,
        }
    }

    /// An arm a documented status; those of success first.
    pub(super) fn decode(&self, call: &Call<'_>) -> TokenStream {
        let operation = call.operation;
        let error = ident(&call.names.error);
        let successes: Vec<_> = operation.successes().map(|one| one.status).collect();
        let output = (operation.output() == Output::Several).then(|| ident(&call.names.output));
        let mut arms = Vec::new();
        let mut rest = None;
        for answered in Answered::all(&self.named.api, call) {
            let status = answered.response.status;
            if successes.contains(&status) {
                let read = success(&answered, output.as_ref());
                let pattern = match status {
                    Status::Default => quote!(200..=299),
                    status => status_pattern(status),
                };
                arms.push(quote!(#pattern => #read,));
            }
            if status.is_success() {
                continue;
            }
            let kind = self.failure(&answered, &error);
            match status {
                Status::Default => rest = Some(quote!(_ => #kind,)),
                status => {
                    let pattern = status_pattern(status);
                    arms.push(quote!(#pattern => #kind,));
                }
            }
        }
        if successes.is_empty() {
            // A success of which nothing is said is one all the same.
            arms.push(quote!(200..=299 => response.empty(),));
        }
        let undeclared = ident(&call.names.undeclared);
        let rest = rest.unwrap_or_else(|| quote!(_ => response.error(#error::#undeclared),));
        quote!(#(#arms)* #rest)
    }

    /// The variant of an answer of failure.
    fn failure(&self, answered: &Answered<'_>, error: &proc_macro2::Ident) -> TokenStream {
        let mut cases = Vec::new();
        for (content, variant) in answered.cases() {
            let variant = ident(variant);
            let payload = content.filter(|content| is_parsed(content)).map(|content| {
                match (content.codec, &content.ty) {
                    (Codec::Text, Ty::String) => quote!((response.parsed_text())),
                    (Codec::Text, _) => quote!((response.parsed_scalar())),
                    _ => quote!((response.parsed())),
                }
            });
            let hides = content.is_some_and(|content| self.named.api.holds_secret(&content.ty));
            let make = ident(if hides { "secret_error" } else { "error" });
            cases.push(quote!(response.#make(#error::#variant #payload)));
        }
        match cases.len() {
            0 | 1 => cases.into_iter().collect(),
            _ => answered.by_media(&quote!(response.error_media), &TokenStream::new(), cases),
        }
    }

    /// The enum of what an operation gives, where that is one of several things.
    pub(super) fn output_enum(&self, call: &Call<'_>) -> Option<TokenStream> {
        if call.operation.output() != Output::Several {
            return None;
        }
        let name = ident(&call.names.output);
        let title = format!(
            " What [`{}`] is answered with when all is well.",
            call.names.value
        );
        let successes: Vec<_> = call.operation.successes().map(|one| one.status).collect();
        let mut variants = Vec::new();
        for answered in Answered::all(&self.named.api, call) {
            if !successes.contains(&answered.response.status) {
                continue;
            }
            for (content, variant) in answered.cases() {
                let docs = answered.docs(content, "A success.").outer();
                let payload = content.map(|content| {
                    let ty = self.answer_ty(content);
                    quote!((#ty))
                });
                let variant = ident(variant);
                variants.push(quote!(#docs #variant #payload));
            }
        }
        Some(quote! {
            #[doc = #title]
            #[derive(Debug, Clone, PartialEq)]
            #[non_exhaustive]
            pub enum #name {
                #(#variants,)*
            }
        })
    }

    /// The error enum of an operation.
    pub(super) fn errors(&self, call: &Call<'_>) -> TokenStream {
        let name = ident(&call.names.error);
        let title = format!(
            " What [`{}`] is answered with when it fails.",
            call.names.value
        );
        let mut has_default = false;
        let mut variants = Vec::new();
        for answered in Answered::all(&self.named.api, call) {
            let response = answered.response;
            if response.status.is_success() {
                continue;
            }
            has_default |= response.status == Status::Default;
            for (content, variant) in answered.cases() {
                let docs = answered.docs(content, "A failure.").outer();
                let variant = ident(variant);
                let payload = content.filter(|content| is_parsed(content)).map(|content| {
                    let ty = self.answer_ty(content);
                    quote!((Option<#ty>))
                });
                variants.push(quote!(#docs #variant #payload));
            }
        }
        let undeclared = (!has_default).then(|| ident(&call.names.undeclared));
        quote! {
            rt::failures! {
                #[doc = #title]
                pub enum #name #undeclared,
                #(#variants,)*
            }
        }
    }

    /// How an operation's answer is taken as it comes.
    pub(super) fn stream(&self, call: &Call<'_>, value: &TokenStream) -> Option<TokenStream> {
        let content = call.operation.stream()?;
        let item = self.ty(&content.ty, &quote!(models::));
        let media_type = &content.media_type;
        let framing = framing(content.codec, self.named.api.event_tag(content));
        Some(quote! {
            impl rt::StreamOperation for #value {
                type Item = #item;

                const MEDIA_TYPE: &'static str = #media_type;

                const FRAMING: rt::Framing = #framing;
            }
        })
    }

    /// The type of a stream's items, where a method gives one.
    pub(super) fn stream_item(&self, call: &Call<'_>) -> Option<TokenStream> {
        let content = call.operation.stream()?;
        Some(self.ty(&content.ty, &quote!(models::)))
    }
}

/// What reads a success, and what it becomes.
fn success(answered: &Answered<'_>, output: Option<&proc_macro2::Ident>) -> TokenStream {
    let mut cases = Vec::new();
    for (content, variant) in answered.cases() {
        let variant = ident(variant);
        cases.push(match (content, output) {
            (None, None) => quote!(response.empty()),
            (None, Some(output)) => quote!(Ok(#output::#variant)),
            (Some(content), output) => {
                let read = read(content, answered);
                let wrap = output.map(|output| quote!(.map(#output::#variant)));
                quote!(#read #wrap)
            }
        });
    }
    match cases.len() {
        // Forms that differ are variants of an output.
        0 | 1 => cases.into_iter().collect(),
        _ => {
            // Which media type came may be what is wrong.
            answered.by_media(&quote!(response.media), &quote!(?), cases)
        }
    }
}

fn read(content: &Content, answered: &Answered<'_>) -> TokenStream {
    let form = answered
        .forms
        .iter()
        .find(|form| form.content() == Some(content));
    let media: Vec<_> = form
        .into_iter()
        .flat_map(|form| &form.contents)
        .map(|content| content.media_type.as_str())
        .collect();
    let media = media.join(", ");
    match (content.codec, &content.ty) {
        (Codec::Text, Ty::String) => quote!(response.text(#media)),
        (Codec::Text, _) => quote!(response.scalar(#media)),
        (Codec::Bytes, Ty::Binary) => quote!(response.file()),
        (Codec::Bytes, _) => quote!(response.bytes()),
        (Codec::Stream(_), _) => {
            let framing = framing(content.codec, answered.event_tag);
            quote!(response.items(#framing))
        }
        _ => quote!(response.json()),
    }
}

/// Is the body of a failure handed over as more than its bytes, which the error has anyway?
fn is_parsed(content: &Content) -> bool {
    matches!(content.codec, Codec::Json | Codec::Text)
}

fn framing(codec: Codec, event_tag: Option<&str>) -> TokenStream {
    let Codec::Stream(framing) = codec else {
        return TokenStream::new();
    };
    match framing {
        Framing::EventData if let Some(tag) = event_tag => {
            quote!(rt::Framing::TaggedEventData(#tag))
        }
        Framing::EventData => quote!(rt::Framing::EventData),
        Framing::EventText => quote!(rt::Framing::EventText),
        Framing::EventFields => quote!(rt::Framing::EventFields),
        Framing::EventFieldsData => quote!(rt::Framing::EventFieldsData),
        Framing::JsonLines => quote!(rt::Framing::JsonLines),
        Framing::JsonSequence => quote!(rt::Framing::JsonSequence),
    }
}

fn status_pattern(status: Status) -> TokenStream {
    match status {
        Status::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        Status::Range(class) => {
            let low = Literal::u16_unsuffixed(u16::from(class) * 100);
            let high = Literal::u16_unsuffixed(u16::from(class) * 100 + 99);
            quote!(#low..=#high)
        }
        Status::Default => quote!(_),
    }
}
