using System.CommandLine;
using System.CommandLine.Invocation;
using Ingot.Artifacts;
using Ingot.Pipeline;
using Ingot.Releases.Validation;
using Ingot.Tool.Commands;
using Ingot.Tool.Output;
using Ingot.Tool.Workers;

RedirectedOutput.Use();

return args switch
{
    [ModelTrial.Verb] => TrialWorker.Run(),
    [WorkerOrder.Verb] => await OrderReader.RunAsync(RunAsync),
    _ => await RunAsync(args),
};

static async Task<int> RunAsync(string[] arguments)
{
    var parsed = RootCommandFactory.Create().Parse(arguments);
    var configuration = new InvocationConfiguration();
    if (parsed.CommandResult.Command.Name == ServeCommand.Name)
    {
        // A server that is asked to stop has limits of its own for what it has begun. Other verbs are ended after the library's two seconds.
        configuration.ProcessTerminationTimeout = Timeout.InfiniteTimeSpan;
    }

    var exitCode = await parsed.InvokeAsync(configuration);

    // The library's own exit code for wrong use is 1, which is a failed gate's here.
    return parsed.Action is ParseErrorAction ? (int)StageOutcome.BadInput : exitCode;
}
