using System.Text;
using System.Text.RegularExpressions;
using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Ingot.Core.Metrics;
using Ingot.Core.Retraining;
using Ingot.Pipeline;

namespace Ingot.Tool.Retraining;

/// <summary>
/// What a new model changes in its project: the rows that it learned from become data of it, its version is raised, and its result is accepted. A
/// build of the project then makes that very model. What was there before is remembered, to be put back.
/// </summary>
internal sealed partial class ProposedFiles
{
    private readonly RetrainProject _project;
    private readonly RetrainReport _report;
    private readonly SortedDictionary<string, byte[]?> _before = new(StringComparer.Ordinal);

    private ProposedFiles(RetrainProject project, RetrainReport report) => (_project, _report) = (project, report);

    /// <summary>The files that were changed, full paths.</summary>
    public IReadOnlyCollection<string> Changed => [.. _before.Keys.Where(IsChanged)];

    /// <summary>Whether the project file says its version itself, so that it could be raised.</summary>
    public bool HasVersion { get; private set; }

    /// <summary>Writes them.</summary>
    /// <param name="project">The project.</param>
    /// <param name="report">What became of the retraining.</param>
    /// <param name="showOutput">Whether what the build says is shown.</param>
    /// <param name="cancellation">Stops it, and everything is as it was.</param>
    /// <exception cref="Core.Diagnostics.IngotException">INGOT8069: a build with them does not make the model that was compared.</exception>
    public static async Task<ProposedFiles> WriteAsync(RetrainProject project, RetrainReport report, bool showOutput, CancellationToken cancellation)
    {
        var files = new ProposedFiles(project, report);
        try
        {
            files.WriteData();
            files.RaiseVersion();
            await files.AcceptAsync(showOutput, cancellation);
            return files;
        }
        catch
        {
            files.PutBack();
            throw;
        }
    }

    /// <summary>Makes everything as it was.</summary>
    public void PutBack()
    {
        foreach (var (file, content) in _before)
        {
            if (content is null)
            {
                File.Delete(file);
            }
            else
            {
                AtomicFile.WriteToDisk(file, content);
            }
        }

        if (Directory.Exists(_project.DataFolder) && !Directory.EnumerateFileSystemEntries(_project.DataFolder).Any())
        {
            Directory.Delete(_project.DataFolder);
        }
    }

    private bool IsChanged(string file) => !File.Exists(file) ? _before[file] is not null : _before[file] is not { } before || !before.AsSpan().SequenceEqual(File.ReadAllBytes(file));

    private void Remember(string file) => _before.TryAdd(file, File.Exists(file) ? File.ReadAllBytes(file) : null);

    private void WriteData()
    {
        Directory.CreateDirectory(_project.DataFolder);
        foreach (var from in CollectFiles.Data.Select(_project.PathOf))
        {
            // Of another format than before: the files of before have no place beside it.
            var to = Path.Combine(_project.DataFolder, Path.GetFileName(from));
            Remember(to);
            if (File.Exists(from))
            {
                AtomicFile.CopyToDisk(from, to);
            }
            else if (Path.GetFileNameWithoutExtension(to) == "training" && File.Exists(to))
            {
                File.Delete(to);
            }
        }
    }

    private void RaiseVersion()
    {
        var text = File.ReadAllText(_project.File);
        var found = Version().Matches(text);
        HasVersion = found.Count == 1;
        if (!HasVersion || found[0].Groups["version"].Value == _report.SuggestedVersion)
        {
            return;
        }

        Remember(_project.File);
        var version = found[0].Groups["version"];
        var encoding = new UTF8Encoding(_before[_project.File].AsSpan().StartsWith(Encoding.UTF8.Preamble));
        var raised = string.Concat(text.AsSpan(0, version.Index), _report.SuggestedVersion, text.AsSpan(version.Index + version.Length));
        AtomicFile.WriteToDisk(_project.File, [.. encoding.GetPreamble(), .. encoding.GetBytes(raised)]);
    }

    private async Task AcceptAsync(bool showOutput, CancellationToken cancellation)
    {
        var scores = AcceptedInputs.ScoresOf(_project.AcceptedFile);
        var accepts = File.Exists(_project.AcceptedFile);
        Remember(_project.AcceptedFile);
        Remember(scores);
        var built = await _project.BuildAsync(accepts ? StageCatalog.Accept.Target : StageCatalog.Evaluate.Target, [], showOutput, cancellation);
        if (built.Outcome != StageOutcome.Passed)
        {
            throw _project.Refused($"The project does not build with the rows of production as its data: {string.Join(" ", built.Diagnostics.Where(d => d.Severity == "error").Select(d => $"{d.Code}: {d.Message}"))} Correct that, and train again.");
        }

        var model = MetricsFile.Read(_project.PathOf(EvaluateFiles.Metrics)).OnnxSha256;
        if (model != _report.CandidateOnnxSha256)
        {
            throw _project.Refused($"A build with the rows of production as data of the project makes another model (SHA-256 {model[..12]}…) than the one that was compared ({_report.CandidateOnnxSha256[..12]}…). Look for a target or a property of your own that acts in one of the two builds only, and train again.");
        }
    }

    [GeneratedRegex(@"<Version>\s*(?<version>[0-9][0-9A-Za-z.+-]*)\s*</Version>", RegexOptions.ExplicitCapture)]
    private static partial Regex Version();
}
