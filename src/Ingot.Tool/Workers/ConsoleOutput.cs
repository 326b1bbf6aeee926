using Ingot.Artifacts;
using Ingot.Core.Diagnostics;

namespace Ingot.Tool.Workers;

/// <summary>Diagnostics and progress as lines that MSBuild and people understand.</summary>
internal sealed class ConsoleOutput(TextWriter writer) : IDiagnosticSink, IStageProgress
{
    private readonly Lock _lock = new();

    public void Report(Diagnostic diagnostic) => WriteLine(diagnostic.ToString());

    public void Report(string message, double? fraction = null) => WriteLine($"progress: {message.ReplaceLineEndings(" ")}");

    /// <summary>Lines for the detailed log only.</summary>
    public void Detail(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            WriteLine($"detail: {line.TrimEnd()}");
        }
    }

    private void WriteLine(string line)
    {
        lock (_lock)
        {
            writer.WriteLine(OutputText.Line(line));
            writer.Flush();
        }
    }
}
