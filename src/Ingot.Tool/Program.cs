using System.CommandLine.Invocation;
using Ingot.Pipeline;
using Ingot.Tool.Commands;

var parsed = RootCommandFactory.Create().Parse(args);
var exitCode = await parsed.InvokeAsync();

// The library's own exit code for wrong use is 1, which is a failed gate's here.
return parsed.Action is ParseErrorAction ? (int)StageOutcome.BadInput : exitCode;
