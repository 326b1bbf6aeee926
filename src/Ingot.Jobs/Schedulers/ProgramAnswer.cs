namespace Ingot.Jobs.Schedulers;

/// <summary>How a program ended, and what it wrote.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
public readonly record struct ProgramAnswer(int ExitCode, string Output, string Error);
