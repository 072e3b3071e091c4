package io.maas.control.call;

import org.jspecify.annotations.Nullable;

/// What an endpoint tells the audit log of what it does, beyond what the route and the answer say.
/// One for each call, on the call's own thread.
public final class Act {

  private @Nullable String kind;
  private @Nullable String name;
  private @Nullable Object before;
  private @Nullable Object after;
  private @Nullable SignIn signIn;

  /// An attempt to sign in.
  ///
  /// @param user by the name that was given, or that an issuer vouches for; empty where there is
  ///   none
  /// @param done whether that is who it was
  public record SignIn(String user, boolean done) {}

  /// On what, where the path does not say it.
  public Act on(String itsKind, String itsName) {
    kind = itsKind;
    name = itsName;
    return this;
  }

  /// What was there, as a tree or a record of trees. Secrets are masked; better leave them out.
  public Act before(@Nullable Object tree) {
    before = tree;
    return this;
  }

  /// What is there now. If nothing is said, that is the answer's body.
  public Act after(@Nullable Object tree) {
    after = tree;
    return this;
  }

  /// Somebody is signed in.
  ///
  /// @param user empty where nobody whom we know
  public Act signedIn(String user) {
    signIn = new SignIn(user, true);
    return this;
  }

  /// Somebody tries to sign in, in vain unless [#signedIn] is said later.
  ///
  /// @param user by the name that was given; empty if none was
  public Act trying(String user) {
    signIn = new SignIn(user, false);
    return this;
  }

  /// Null where nobody tried.
  public @Nullable SignIn signIn() {
    return signIn;
  }

  public @Nullable String kind() {
    return kind;
  }

  public @Nullable String name() {
    return name;
  }

  public @Nullable Object before() {
    return before;
  }

  public @Nullable Object after() {
    return after;
  }
}
