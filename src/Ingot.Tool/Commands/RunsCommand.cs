using System.CommandLine;
using Ingot.Core;
using Ingot.Core.Diagnostics;
using Ingot.Core.Runs;
using Ingot.Pipeline;
using Ingot.Runs.Stores;
using Ingot.Tool.Output;
using Ingot.Tool.Runs;

namespace Ingot.Tool.Commands;

/// <summary><c>runs</c>: what every training, build and trial was given and came to.</summary>
internal static class RunsCommand
{
    private const int Listed = 50;

    public static Command Create() => new("runs", "Look into the runs: what every training, build and trial was given and came to.")
    {
        List(), Show(), RunsCompareCommand.Create(), Note(), Tag(), RunsExportCommand.Create(), RunsPruneCommand.Create(), RunsExportCommand.CreateBoard(),
    };

    /// <summary>Opens the store, does something with it, and says what was wrong with the store.</summary>
    public static void DoesWithRuns(this Command command, Func<ParseResult, TextWriter, RunBook, CancellationToken, Task> action)
    {
        var store = RunFilter.Store();
        command.Add(store);
        command.Does(async (parsed, console, cancellation) =>
        {
            var said = new DiagnosticList();
            try
            {
                await action(parsed, console.Output, RunBook.Open(parsed.GetValue(store), said), cancellation);
            }
            finally
            {
                foreach (var diagnostic in said.Items)
                {
                    await console.Error.WriteLineAsync(diagnostic.ToString());
                }
            }

            return StageOutcome.Passed;
        });
    }

    private static Command List()
    {
        var filter = new RunFilter();
        var json = FeedOptions.Json();
        var command = new Command("list", $"List runs, the newest first: {Listed} of them, unless --limit says another number.") { json };
        filter.All.ToList().ForEach(command.Add);
        command.DoesWithRuns(async (parsed, output, book, _) =>
        {
            var query = filter.Read(parsed, book, Listed);
            if (parsed.GetValue(json))
            {
                RunListJson.Write(output, book.Store.Name, book.Store.Read(query));
                return;
            }

            var runs = book.Store.Read(query with { WithoutDetails = true });
            var asked = filter.MetricsOf(parsed).ToList();
            ConsoleTable.Write(
                output,
                ["run", "began (UTC)", "model", "kind", "state", "took", .. asked.Count > 0 ? asked : ["metric"], "gates", "commit", "tags"],
                runs.Select(run => (IEnumerable<string>)
                [
                    run.Id, RunText.Time(run.Started), run.Model, run.Kind.ToString(), run.State.ToString(), RunText.Duration(run.Duration),
                    .. asked.Count > 0 ? asked.Select(m => RunText.Metric(run.Find(m), run.Task)) : [RunText.MainOf(run) is { } main ? $"{main.Name} {RunText.Metric(main, run.Task)}" : "–"],
                    RunText.Gates(run.Gates), RunText.Commit(run.Commit), string.Join(", ", run.Tags),
                ]));
            await output.WriteLineAsync($"{DiagnosticText.Count(runs.Count, "run")} of {book.Store.Name}{(runs.Count == Listed ? "; --limit shows more" : string.Empty)}{(runs.Count == 0 ? filter.WhyNone(parsed, book) : string.Empty)}");
        });
        return command;
    }

    private static Command Show()
    {
        var id = Id();
        var json = FeedOptions.Json();
        var command = new Command("show", "Show all of a run.") { id, json };
        command.DoesWithRuns(async (parsed, output, book, _) =>
        {
            var run = book.Find(parsed.GetValue(id)!);
            if (parsed.GetValue(json))
            {
                await output.WriteLineAsync(JsonFormat.Write(RunText.ToJson(run)));
                return;
            }

            ConsoleTable.Write(output, ["run", run.Id], Facts(run, book.Store.Read(new RunQuery { Parent = run.Id, WithoutDetails = true }).Count));
            ConsoleTable.Write(output, ["parameter", "value"], run.Parameters.Select(p => new[] { p.Key, p.Value }));
            ConsoleTable.Write(output, ["metric", "value (95 % interval)", "better is"], run.Metrics.Select(m => new[] { RunText.Name(m), RunText.Metric(m, run.Task), m.HigherIsBetter switch { true => "higher", false => "lower", null => string.Empty } }));
            ConsoleTable.Write(output, ["stage", "outcome", "took"], run.Steps.Select(s => new[] { s.Stage, s.Outcome ?? "–", RunText.Duration(s.Ended - s.Started) }));
        });
        return command;
    }

    private static Command Note()
    {
        var id = Id();
        var text = new Argument<string?>("text") { Description = "What you want to say of it. It replaces what was said before.", Arity = ArgumentArity.ZeroOrOne };
        var clear = new Option<bool>("--clear") { Description = "Remove what was said." };
        var command = new Command("note", "Say something of a run.") { id, text, clear };
        command.DoesWithRuns(async (parsed, output, book, _) =>
        {
            var run = book.Find(parsed.GetValue(id)!);
            if (parsed.GetValue(clear) == parsed.GetValue(text) is not null)
            {
                throw RunBook.Wrong($"Either a text or --clear is wanted; give one of them.");
            }

            book.Store.SetNotes(run.Id, parsed.GetValue(text));
            await output.WriteLineAsync($"{run.Id}: {parsed.GetValue(text) ?? "no note"}");
        });
        return command;
    }

    private static Command Tag()
    {
        var id = Id();
        var added = new Argument<string[]>("tag") { Description = "Words to add.", Arity = ArgumentArity.ZeroOrMore };
        var removed = new Option<string[]>("--remove") { Description = "A word to remove; may be repeated." };
        var command = new Command("tag", $"Add words to a run, or remove them. '{RunsPruneCommand.Keep}' keeps a run from being pruned.") { id, added, removed };
        command.DoesWithRuns(async (parsed, output, book, _) =>
        {
            var run = book.Find(parsed.GetValue(id)!);
            book.Store.Tag(run.Id, parsed.GetValue(added)!, parsed.GetValue(removed)!);
            var tags = book.Find(run.Id).Tags;
            await output.WriteLineAsync($"{run.Id}: {(tags.Count > 0 ? string.Join(", ", tags) : "no tags")}");
        });
        return command;
    }

    /// <summary>The argument that names a run.</summary>
    public static Argument<string> Id() => new("run") { Description = "Its id, an unmistakable beginning or end of it, 'last', or 'last~1' for the one before." };

    private static List<string[]> Facts(Run run, int parts)
    {
        var facts = new List<string[]>();
        void Fact(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                facts.Add([name, value]);
            }
        }

        Fact("model", run.Version is null ? run.Model : $"{run.Model} {run.Version}");
        Fact("kind", run.Kind.ToString());
        Fact("state", run.State.ToString());
        Fact("fault", run.Fault);
        Fact("began (UTC)", RunText.Time(run.Started));
        Fact("took", RunText.Duration(run.Duration));
        Fact("gates", run.Gates is { } g ? FormattableString.Invariant($"{g.Passed} passed, {g.Failed} failed, {g.Inconclusive} inconclusive, {g.Skipped} skipped") : null);
        Fact("project", run.Project);
        Fact("parent", run.Parent);
        Fact("parts", parts > 0 ? FormattableString.Invariant($"{parts:N0}: --parent {run.Id} lists them") : null);
        Fact("commit", run.Commit is { } c ? $"{c.Hash}{(c.IsClean ? string.Empty : ", with changes")}" : null);
        Fact("seed", run.Seed is { } seed ? FormattableString.Invariant($"{seed}") : null);
        Fact("training data", run.Hashes.Data);
        Fact("reference rows", run.Hashes.Reference);
        Fact("schema", run.Hashes.Schema);
        Fact("all parameters", run.Hashes.Parameters);
        Fact("ONNX file", run.Hashes.Model);
        Fact("Ingot", run.Environment?.Tool);
        Fact("machine", run.Environment is { } e ? FormattableString.Invariant($"{e.System}, .NET {e.DotNet}, {e.Processors} processors") : null);
        Fact("tags", string.Join(", ", run.Tags));
        Fact("notes", run.Notes);
        return facts;
    }
}
