//! A list without what it must contain: refused before it is sent, and read as it came.

use contains::models::{Codes, Crew, CrewMembers, Sailor};
use contains::rt::{Error, Rule};
use contains::{Client, rt};
use tests::loopback::{Loopback, Reply};

/// What a server has stored before the rule was there.
const STORED: &str = r#"{"members":[{"name":"Bo"}]}"#;

#[test]
fn what_is_made_contains_what_it_must() {
    let members = [Sailor::new("Bo"), Sailor::new("Ada").role("captain")];
    assert!(CrewMembers::new(members.clone()).is_ok());
    let [mate, captain] = members;
    let error = CrewMembers::new([mate]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "CrewMembers: at least 1 item must be as `contains` says, 0 found (contains)"
    );
    let error = CrewMembers::new([captain.clone(), captain]).unwrap_err();
    assert_eq!(error.rule(), Rule::MaxContains);
    assert!(Codes::new(["abc", "ab"].map(String::from)).is_err());
    assert!(Codes::new(["abc", "abcd"].map(String::from)).is_ok());
}

#[tokio::test]
async fn what_was_read_is_refused_before_it_is_sent_back() {
    let server = Loopback::start([Reply::json("200 OK", STORED)]);
    let builder = Client::builder().base_url(server.url()).allow_http();
    let client = builder.build().unwrap();
    let captain = CrewMembers::new([Sailor::new("Ada").role("captain")]).unwrap();
    let read = client.api().create_crew(&Crew::new(captain)).await.unwrap();
    assert_eq!(rt::json::to_string(&read), STORED);
    assert!(!read.is_valid());
    let Err(Error::InvalidRequest(invalid)) = client.api().create_crew(&read).await else {
        panic!("it is sent");
    };
    let said: Vec<_> = invalid.violations.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        ["body/members: at least 1 item must be as `contains` says, 0 found (contains)"]
    );
    assert_eq!(server.requests().len(), 1);
}
