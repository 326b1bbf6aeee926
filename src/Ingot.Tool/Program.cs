using System.CommandLine;
using System.CommandLine.Invocation;
using Ingot.Pipeline;
using Ingot.Releases.Validation;
using Ingot.Tool.Commands;
using Ingot.Tool.Workers;

if (args is [ModelTrial.Verb])
{
    return TrialWorker.Run();
}

var parsed = RootCommandFactory.Create().Parse(args);
var configuration = new InvocationConfiguration();
if (parsed.CommandResult.Command.Name == ServeCommand.Name)
{
    // A server that is asked to stop has limits of its own for what it has begun. Other verbs are ended after the library's two seconds.
    configuration.ProcessTerminationTimeout = Timeout.InfiniteTimeSpan;
}

var exitCode = await parsed.InvokeAsync(configuration);

// The library's own exit code for wrong use is 1, which is a failed gate's here.
return parsed.Action is ParseErrorAction ? (int)StageOutcome.BadInput : exitCode;
