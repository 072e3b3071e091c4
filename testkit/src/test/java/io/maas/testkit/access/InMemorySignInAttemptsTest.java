package io.maas.testkit.access;

import io.maas.domain.access.SignInAttempts;

class InMemorySignInAttemptsTest extends SignInAttemptsContract {

  private final SignInAttempts attempts = new InMemorySignInAttempts();

  @Override
  protected SignInAttempts one() {
    return attempts;
  }

  @Override
  protected SignInAttempts other() {
    return attempts;
  }
}
