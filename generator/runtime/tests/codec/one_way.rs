//! What is received, changed and sent back, where requests and responses carry different members.

use oas_runtime as rt;

rt::record! {
    /// A folder.
    pub struct Folder open unknown,
    new(id: i64, name: impl Into<String>),
    received ["id"],
    /// Its number.
    0 id "id" required(i64),
    /// What it is called.
    1 name "name" required(String),
    /// What is in it.
    2 folders "folders" optional(Vec<Folder>) [each Folder],
    /// Those that are called something.
    3 named "named" optional(rt::Map<Folder>),
}

rt::record! {
    /// `Folder` as requests carry it.
    pub struct FolderRequest open unknown,
    new(name: impl Into<String>),
    /// What it is called.
    0 name "name" required(String),
    /// A secret.
    1 key "key" optional(String) [into],
    /// What is in it.
    2 folders "folders" optional(Vec<FolderRequest>) [each FolderRequest],
    /// Those that are called something.
    3 named "named" optional(rt::Map<FolderRequest>),
}

rt::record! {
    /// What only responses carry is all that it has.
    pub struct Keyed open unknown,
    new(),
    /// A secret.
    0 key "key" optional(String) [into],
}

rt::record! {
    /// It must have what only requests carry.
    pub struct KeyedRequest open unknown,
    new(key: impl Into<String>),
    /// A secret.
    0 key "key" required(String),
}

const READ: &str = r#"{"id":1,"name":"a","folders":[{"id":2,"name":"b","new":[{"id":3}]}],"named":{"c":{"id":4,"name":"c"}},"x":1.50}"#;

#[test]
fn members_that_only_responses_carry_are_left_out_however_deep() {
    let read: Folder = rt::json::from_str(READ).unwrap();
    assert_eq!(rt::json::to_string(&read), READ);
    let sent: FolderRequest = rt::to_request(&read).unwrap();
    let expected = r#"{"name":"a","folders":[{"name":"b","new":[{"id":3}]}],"named":{"c":{"name":"c"}},"x":1.50}"#;
    assert_eq!(rt::json::to_string(&sent), expected);
    assert!(sent.is_valid());
}

#[test]
fn lists_and_maps_are_values_too() {
    let read: Folder = rt::json::from_str(READ).unwrap();
    let sent: Vec<FolderRequest> = rt::to_request(&vec![read]).unwrap();
    assert_eq!(sent.len(), 1);
}

#[test]
fn a_server_may_send_what_only_requests_carry() {
    let read: Folder = rt::json::from_str(r#"{"id":1,"name":"a","key":"k"}"#).unwrap();
    assert_eq!(read.unknown.iter().count(), 1);
    let sent: FolderRequest = rt::to_request(&read).unwrap();
    assert_eq!(sent.key.as_deref(), Some("k"));
}

#[test]
fn what_requests_must_have_is_missed() {
    let error = rt::to_request::<KeyedRequest>(&Keyed::new()).unwrap_err();
    assert!(error.to_string().contains("`key` is missing"), "{error}");
}
