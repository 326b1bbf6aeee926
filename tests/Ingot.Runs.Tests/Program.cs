using Ingot.Core.Diagnostics;
using Ingot.Core.Runs;
using Ingot.Runs.Recording;
using Ingot.Runs.Stores;

// Writes to a store until it is killed.
var recorder = new RunRecorder(new SqliteRunStore(args[0], new DiagnosticList(), TimeProvider.System), new DiagnosticList(), TimeProvider.System);
using var open = recorder.Begin(recorder.New(RunKind.Train, "Churn"));
Console.WriteLine(open.Run.Id);
for (var i = 0; ; i++)
{
    open.Change(r => r with { Seed = i });
}
