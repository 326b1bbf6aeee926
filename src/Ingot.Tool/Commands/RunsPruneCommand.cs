using System.CommandLine;
using Ingot.Core.Diagnostics;
using Ingot.Core.Runs;
using Ingot.Runs.Stores;
using Ingot.Tool.Runs;

namespace Ingot.Tool.Commands;

/// <summary><c>runs prune</c>: deletes old runs.</summary>
internal static class RunsPruneCommand
{
    /// <summary>The tag of runs that are never deleted.</summary>
    public const string Keep = "keep";

    public static Command Create()
    {
        var keep = new Option<int?>("--keep") { Description = "Delete all but so many of each model, the newest." };
        var older = new Option<int?>("--older") { Description = "Delete those that began more than so many days ago." };
        var model = new Option<string?>("--model") { Description = "Only of this model." };
        var dry = new Option<bool>("--dry-run") { Description = "Only say how many would be deleted." };
        var command = new Command("prune", $"Delete old runs with their parts. Nothing is deleted by itself; runs that work, and those with the tag '{Keep}', stay.") { keep, older, model, dry };
        command.DoesWithRuns(async (parsed, output, book, _) =>
        {
            if ((parsed.GetValue(keep), parsed.GetValue(older)) is not ((>= 0, null) or (null, >= 0)))
            {
                throw RunBook.Wrong($"Which runs are old is not said; expected --keep with a number of runs or --older with a number of days, one of the two. Add one.");
            }

            var cutoff = TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(Math.Min(parsed.GetValue(older) ?? 0, 36_500));

            // Whoever keeps a part, such as the best trial of a search, keeps what it is a part of.
            var parents = book.Store.Read(new RunQuery { Tags = [Keep], WithoutDetails = true }).Select(r => r.Parent).ToHashSet(StringComparer.Ordinal);
            var old = book.Store.Read(new RunQuery { OnlyWhole = true, Model = parsed.GetValue(model), WithoutDetails = true })
                .GroupBy(r => r.Model, StringComparer.OrdinalIgnoreCase)
                .SelectMany(g => parsed.GetValue(keep) is { } most ? g.Skip(most) : g.Where(r => r.Started < cutoff))
                .Where(r => r.State != RunState.Running && !parents.Contains(r.Id) && !r.Tags.Contains(Keep, StringComparer.OrdinalIgnoreCase))
                .Select(r => r.Id).ToList();
            await output.WriteLineAsync(parsed.GetValue(dry)
                ? $"{DiagnosticText.Count(old.Count, "run")} would be deleted, with their parts."
                : $"{DiagnosticText.Count(book.Store.Delete(old), "run")} deleted, parts included.");
        });
        return command;
    }
}
