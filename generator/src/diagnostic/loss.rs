//! Which diagnostics say that a part of the description has no Rust item, or one that says less than it.

use super::{Code, Diagnostics, Severity};

impl Code {
    /// Whether it says that something described is left out, or that a more general type stands in for it.
    ///
    /// What is only documented, such as a rule that cannot be checked, is there; so is what the code's reader has to know
    /// but can do without.
    pub fn leaves_out(self) -> bool {
        match self {
            Self::NonStringKey
            | Self::DuplicateKey
            | Self::WrongType
            | Self::WrongValue
            | Self::MissingKeyword
            | Self::UnknownType
            | Self::BadStatus
            | Self::BadPath
            | Self::ConflictingKeywords
            | Self::ExternalReference
            | Self::BadReference
            | Self::UnsupportedDocument
            | Self::MissingReference
            | Self::ReferenceCycle
            | Self::PathParameterUnused
            | Self::UnsupportedSchema
            | Self::UnsupportedParameter
            | Self::UnsupportedMediaType
            | Self::UnsupportedResponse
            | Self::UnsupportedSecurity => true,
            Self::UnreadableFile
            | Self::TooLarge
            | Self::InvalidEncoding
            | Self::NulCharacter
            | Self::Syntax
            | Self::MultipleDocuments
            | Self::TooDeep
            | Self::AliasExpansion
            | Self::UnsupportedYaml
            | Self::NotOpenapi
            | Self::Openapi2
            | Self::UnsupportedVersion
            | Self::UnknownKeyword
            | Self::UnsupportedKeyword
            | Self::MisplacedKeyword
            | Self::IgnoredSibling
            | Self::DuplicateOperationId
            | Self::NameCollision
            | Self::SharedName
            | Self::StaleName
            | Self::PathParameterUndeclared
            | Self::UnsupportedPattern
            | Self::UnsupportedServer
            | Self::BadServer
            | Self::UnsatisfiableConstraint
            | Self::StaleRename
            | Self::UnmatchedSelector
            | Self::BadConfig
            | Self::KeywordName
            | Self::RequiredUndeclared
            | Self::WarningsDenied
            | Self::Internal
            | Self::UnsafeText => false,
        }
    }
}

impl Diagnostics {
    /// How many were reported of each code, those included that are only counted.
    pub fn counts(&self) -> impl Iterator<Item = (Severity, Code, usize)> {
        let counts = self.counts.iter();
        counts.map(|((severity, code), count)| (*severity, *code, *count))
    }

    /// How many say that something described is left out.
    pub fn leaving_out(&self) -> usize {
        self.leaving_out
    }
}
