//! An answer whose members are an identifier or an object: read, changed, written back.

use expandable_unions::Client;
use expandable_unions::models::ChargeCustomer;
use expandable_unions::rt::json;
use tests::loopback::{Loopback, Reply};

const PAGE: &str = r#"{"data":[{"id":"1","customer":"c1"},{"id":"2","customer":{"id":"c2","since":7}},{"id":"3","customer":{"deleted":true,"id":"c3"}},{"id":"4","customer":null},{"id":"5","customer":[5]}],"has_more":false,"object":"list"}"#;

#[tokio::test]
async fn each_member_is_the_variant_that_it_looks_like() {
    let server = Loopback::start([Reply::json("200 OK", PAGE)]);
    let builder = Client::builder().base_url(server.url()).allow_http();
    let client = builder.bearer_token("t").build().unwrap();
    let page = client.api().get_charges(&Default::default()).await.unwrap();
    let [first, second, third, fourth, fifth] = &page.data[..] else {
        panic!("{page:?}")
    };
    assert!(matches!(&first.customer, Some(ChargeCustomer::String(id)) if id == "c1"));
    assert!(
        matches!(&second.customer, Some(ChargeCustomer::Customer(customer)) if customer.id == "c2")
    );
    assert!(
        matches!(&third.customer, Some(ChargeCustomer::DeletedCustomer(gone)) if gone.id == "c3")
    );
    assert_eq!(fourth.customer, None);
    assert!(matches!(&fifth.customer, Some(ChargeCustomer::Unknown(_))));
    assert_eq!(json::to_string(&page), PAGE);
}
