package io.maas.control.request;

import io.maas.control.api.Operation;
import io.maas.control.api.Schema;

/// What the routes about requests for subscriptions take and answer.
public final class RequestOperations {

  private static final String TAG = "Subscriptions";

  /// As [Texts#bounded] takes them: lines may end, and nothing else is there that cannot be read.
  private static final Schema WORDS =
      Schema.text(0, 1024).matching("^[^\\u0000-\\u0009\\u000B-\\u001F\\u007F-\\u009F]*$");

  private static final Schema NOTE = WORDS.says("For whoever reads it later.");

  public static final Operation OFFERS =
      Operation.of("listSubscriptionOffers", TAG, "What the caller may ask for and has not")
          .paged()
          .answers(
              200, Schema.paged(Schema.of(Offers.Offer.class)).called("SubscriptionOfferPage"));

  public static final Operation ASK =
      Operation.of("askForSubscription", TAG, "Asks for a subscription")
          .takes(
              Schema.object()
                  .needs("subscription", Schema.text().with("minLength", 1))
                  .may("reason", WORDS)
                  .called("SubscriptionWish"))
          .answers(201, RequestView.class)
          .refuses(404, 409);

  public static final Operation LIST =
      Operation.of("listSubscriptionRequests", TAG, "One's own, and those that one may answer")
          .paged()
          .query("subscription", Schema.text(), "Only for this one.")
          .query(
              "status",
              Schema.oneOf("open", "approved", "denied", "withdrawn", "revoked", "ended"),
              "Only those that are so.")
          .answers(
              200, Schema.paged(Schema.of(RequestView.class)).called("SubscriptionRequestPage"));

  public static final Operation READ =
      one("readSubscriptionRequest", "One of them").answers(200, RequestView.class);

  public static final Operation WITHDRAW =
      one("withdrawSubscriptionRequest", "Takes one's own back while it is open")
          .answers(200, RequestView.class)
          .refuses(409)
          .errs("status", Schema.text());

  public static final Operation APPROVE =
      one("approveSubscriptionRequest", "Gives what was asked for, at once and everywhere")
          .mayTake(
              Schema.object()
                  .may("note", NOTE)
                  .may(
                      "expiresIn",
                      Schema.duration()
                          .says(
                              "A duration such as 30d, or a number of seconds; for good if absent."))
                  .called("Approval"))
          .answers(200, RequestView.class)
          .refuses(409)
          .errs("status", Schema.text());

  public static final Operation DENY =
      one("denySubscriptionRequest", "Denies it")
          .mayTake(Schema.object().may("note", NOTE).called("Denial"))
          .answers(200, RequestView.class)
          .refuses(409)
          .errs("status", Schema.text());

  public static final Operation REVOKE =
      one("revokeSubscriptionGrant", "Takes an approval back")
          .mayTake(Schema.object().may("note", NOTE).called("GrantRevocation"))
          .answers(200, RequestView.class)
          .refuses(409)
          .errs("status", Schema.text());

  private RequestOperations() {}

  private static Operation one(String id, String summary) {
    return Operation.of(id, TAG, summary)
        .path("id", Schema.text(), "The request's id.")
        .refuses(404);
  }
}
