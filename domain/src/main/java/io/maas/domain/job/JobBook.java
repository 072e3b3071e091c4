package io.maas.domain.job;

import java.time.InstantSource;
import java.util.List;

/// Where those who run jobs agree on who does. A port; every method blocks.
public interface JobBook {

  /// The last run of each job that ever ran, by name.
  List<LastRun> lastRuns();

  /// Runs a job here, unless somebody runs it now. Whoever dies while running one frees it.
  ///
  /// @param runner who tries
  /// @param whenDue not before its time has come, which is asked once nobody else can run it
  Attempt run(Job job, String runner, InstantSource clock, boolean whenDue);
}
