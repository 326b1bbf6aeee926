using System.CommandLine;
using Ingot.Tool.Workers;

namespace Ingot.Tool.Commands;

/// <summary>Something that a verb does before MSBuild runs.</summary>
/// <param name="parsed">The command line.</param>
/// <param name="run">The run.</param>
/// <param name="console">Where it writes.</param>
/// <param name="cancellation">Ends it.</param>
/// <returns>What is done after the run, with its result; null: nothing.</returns>
/// <exception cref="Core.Diagnostics.IngotException">The verb is used wrongly; then nothing runs.</exception>
internal delegate Task<Func<MSBuildResult, Task>?> AroundRun(ParseResult parsed, MSBuildRun run, InvocationConfiguration console, CancellationToken cancellation);
