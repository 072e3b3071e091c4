package io.maas.control.login;

import io.maas.control.api.Operation;
import io.maas.control.api.Schema;

/// What the routes of signing in take and answer.
public final class LoginOperations {

  private static final String TAG = "Signing in";

  private static final Schema CHOSEN =
      Schema.text(PasswordRule.SHORTEST, PasswordRule.LONGEST).with("writeOnly", true);

  private static final Schema PASSWORD_OF_SOMEBODY =
      Schema.object()
          .needs("username", Schema.text(1, PasswordRule.LONGEST_NAME))
          .needs("password", Schema.text(1, PasswordRule.LONGEST).with("writeOnly", true))
          .may("newPassword", CHOSEN)
          .called("LoginRequest");

  private static final Schema CODE = Schema.oneOf("password_change_required", "too_many_attempts");

  public static final Operation LOGIN =
      Operation.of("login", TAG, "A short-lived identity token for a password")
          .takes(PASSWORD_OF_SOMEBODY)
          .answers(200, LoginEndpoint.Token.class)
          .refuses(401, 403, 429, 503)
          .errs("code", CODE);

  public static final Operation BEGIN =
      Operation.of("beginBrowserLogin", TAG, "Sends a browser to an issuer")
          .query("issuer", Schema.text(), "Which; the only one if absent.")
          .query("return", Schema.text(), "Where to go then, a path of ours.")
          .answers(302)
          .refuses(503);

  public static final Operation FINISH =
      Operation.of("finishBrowserLogin", TAG, "Where an issuer sends the browser back to")
          .query("state", Schema.text(), "Of the login that this browser began.")
          .query("code", Schema.text(), "The issuer's.")
          .query("error", Schema.text(), "Why there is no code.")
          .answers(302)
          .refuses(403, 503);

  public static final Operation PASSWORD =
      Operation.of("beginSession", TAG, "A session in a cookie for a local user's password")
          .takes(PASSWORD_OF_SOMEBODY)
          .answers(204)
          .refuses(401, 403, 429, 503)
          .errs("code", CODE);

  public static final Operation SESSION =
      Operation.of("readSession", TAG, "Who is signed in with this browser")
          .answers(200, BrowserLogin.View.class)
          .refuses(404);

  public static final Operation LEAVE =
      Operation.of("endSession", TAG, "Signs out; `redirect` is where to sign out at the issuer")
          .answers(200, Schema.object().tells("redirect", Schema.text()).called("SignedOut"));

  public static final Operation WAYS =
      Operation.of("readWaysToSignIn", TAG, "Which ways of signing in there are")
          .answers(200, AuthConfig.Config.class);

  public static final Operation DEVICE =
      Operation.of("beginDeviceLogin", TAG, "The codes to compare and to wait with")
          .mayTake(Schema.object().may("issuer", Schema.text()).called("DeviceRequest"))
          .answers(200, DeviceEndpoints.Waiting.class)
          .refuses(404, 503);

  public static final Operation TOKEN =
      Operation.of("redeemDeviceLogin", TAG, "Tokens for a device's code or a refresh token")
          .takes(
              Schema.object()
                  .may("issuer", Schema.text())
                  .may("deviceCode", Schema.text())
                  .may("refreshToken", Schema.text())
                  .called("TokenExchange"))
          .answers(200, DeviceEndpoints.Tokens.class)
          .refuses(503)
          .errs("code", Schema.text());

  public static final Operation RESET =
      Operation.of("resetPassword", TAG, "A password for one use, shown this once")
          .path("user", Schema.text(), "The user's name.")
          .answers(201, PasswordEndpoints.OneTime.class)
          .refuses(404, 409);

  public static final Operation CHANGE =
      Operation.of("changePassword", TAG, "One's own password")
          .takes(
              Schema.object()
                  .needs(
                      "oldPassword", Schema.text(1, PasswordRule.LONGEST).with("writeOnly", true))
                  .needs("newPassword", CHOSEN)
                  .called("PasswordChange"))
          .answers(204);

  private LoginOperations() {}
}
