using System.Text.Json;
using Ingot.Core.Diagnostics;

namespace Ingot.Reports.Cards;

/// <summary>What is wrong with files of other stages that the card reads by itself.</summary>
internal static class CardFiles
{
    public static IngotException Damaged(string path, JsonException e) => new(
        InfrastructureDiagnostics.DamagedFile.At(
            new SourceLocation(path, (int)(e.LineNumber ?? 0) + 1, 1),
            $"The file is damaged or not what it should be: {e.Message} Delete it and build again."),
        e);
}
