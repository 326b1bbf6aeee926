using Ingot.Tests.Shared.Trials;

namespace Ingot.Benchmarks.Reliability.Hostile;

/// <summary>One command, whose input has been damaged.</summary>
/// <param name="What">What is wrong with the input.</param>
/// <param name="Command">The command that reads it.</param>
/// <param name="MayWriteWhenFailing">Whether the command writes its results although it fails, as gates do.</param>
internal sealed record HostileCase(string What, TrialCommand Command, bool MayWriteWhenFailing = false);
