using System.Text.RegularExpressions;

namespace Ingot.Sdk.Tests;

/// <summary>What tasks log passes through one class, or a command in data could reach the log past it.</summary>
public partial class LogSourceTests
{
    [Fact]
    public void Tasks_log_by_one_class()
    {
        var folder = Path.Combine(SdkFixture.Repository, "src", "Ingot.Sdk", "Tasks");
        var past = Directory.GetFiles(folder, "*.cs")
            .Where(f => Path.GetFileName(f) != "CodedLog.cs")
            .SelectMany(f => File.ReadLines(f).Where(l => Direct().IsMatch(l)).Select(l => $"{Path.GetFileName(f)}: {l.Trim()}"));

        // The one command for a CI system that is meant.
        Assert.Equal(["CiReport.cs: log.LogMessage(Microsoft.Build.Framework.MessageImportance.High, \"{0}\", CiCommand.UploadSummary(summaryFile));"], past);
    }

    [GeneratedRegex(@"\b[Ll]og\.Log(Message|Warning|Error|MessageFromText|ErrorFromException|WarningFromException)\(")]
    private static partial Regex Direct();
}
