namespace Ingot.Sdk.Tasks;

/// <summary>
/// The commands for CI systems that Ingot itself means: the only ones that reach a log as such. What they carry is escaped by the system's own
/// rules (https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands).
/// </summary>
internal static class CiCommand
{
    /// <summary>Azure Pipelines: shows a Markdown file on the summary's tab.</summary>
    public static string UploadSummary(string file) => "##vso[task.uploadsummary]" + AzureText(file);

    private static string AzureText(string text) => text.Replace("%", "%AZP25").Replace("\r", "%0D").Replace("\n", "%0A");
}
