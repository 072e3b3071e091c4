package io.maas.testkit.job;

import io.maas.domain.job.JobBook;

class InMemoryJobBookTest extends JobBookContract {

  private final InMemoryJobBook book = new InMemoryJobBook();

  @Override
  protected JobBook book() {
    return book;
  }
}
