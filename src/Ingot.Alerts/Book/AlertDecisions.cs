using System.Globalization;
using Ingot.Alerts.Watching;

namespace Ingot.Alerts.Book;

/// <summary>Who is told what of a look at production. No file and no clock: state in, state and alerts out.</summary>
internal static class AlertDecisions
{
    /// <summary>Decides.</summary>
    /// <param name="open">What people were told of.</param>
    /// <param name="look">The look.</param>
    /// <param name="options">When they are told.</param>
    /// <param name="now">The time of the look.</param>
    /// <returns>What is open afterwards, and what is told, the worst first.</returns>
    public static (IReadOnlyList<OpenAlert> Open, IReadOnlyList<Alert> Told) Decide(
        IReadOnlyList<OpenAlert> open, ProductionLook look, AlertBookOptions options, DateTimeOffset now)
    {
        var after = open.ToDictionary(o => o.Subject, StringComparer.Ordinal);
        var told = new List<Alert>();
        foreach (var thing in look.Things)
        {
            var known = after.GetValueOrDefault(thing.Subject);
            if (thing.Outcome == WatchedOutcome.Failing)
            {
                after[thing.Subject] = Fail(known, thing, look, options, now, told);
            }
            else if (thing.Outcome == WatchedOutcome.Passing && known is not null)
            {
                Pass(after, known, thing, look, options, now, told);
            }
        }

        if (look.IsComplete)
        {
            Forget(after, look, now, told);
        }

        return ([.. after.Values.OrderBy(o => o.Subject, StringComparer.Ordinal)], Together(told, look, options, now));
    }

    private static OpenAlert Fail(OpenAlert? known, WatchedThing thing, ProductionLook look, AlertBookOptions options, DateTimeOffset now, List<Alert> told)
    {
        var isWorse = known is not null && thing.Severity > known.Severity;
        if (known is not null && !isWorse && now - known.Told < options.Again)
        {
            return known with { Passed = 0 };
        }

        var verb = thing.Kind == AlertKind.MonitorFailed ? "could not be measured" : "failed";
        told.Add(Tell(thing.Kind, thing.Severity, thing, look, now, known is null
            ? Sentence(look, thing, verb)
            : Sentence(look, thing, isWorse ? $"{verb}, and it is worse than before" : $"still {(thing.Kind == AlertKind.MonitorFailed ? "cannot be measured" : "fails")}")) with
        {
            Facts = known is null ? thing.Facts : [.. thing.Facts, Since(known)],
        });
        return new OpenAlert
        {
            Subject = thing.Subject,
            Kind = thing.Kind,
            Severity = thing.Severity,
            Package = look.Package,
            Channel = look.Channel,
            Name = thing.Name,
            Since = known?.Since ?? now,
            Told = now,
            Times = (known?.Times ?? 0) + 1,
        };
    }

    private static void Pass(
        Dictionary<string, OpenAlert> after, OpenAlert known, WatchedThing thing, ProductionLook look, AlertBookOptions options, DateTimeOffset now, List<Alert> told)
    {
        if (known.Passed + 1 < options.PassesToRecover)
        {
            after[known.Subject] = known with { Passed = known.Passed + 1 };
            return;
        }

        after.Remove(known.Subject);
        told.Add(Tell(AlertKind.Recovered, AlertSeverity.Information, thing, look, now, Sentence(look, thing, thing.Kind == AlertKind.MonitorFailed ? "is measured again" : "passes again")) with
        {
            Facts = [.. thing.Facts, Since(known)],
        });
    }

    // A gate that nobody asks for any more can neither fail nor recover.
    private static void Forget(Dictionary<string, OpenAlert> after, ProductionLook look, DateTimeOffset now, List<Alert> told)
    {
        var scope = AlertSubject.Scope(look.Package, look.Channel);
        var asked = look.Things.Select(t => t.Subject).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in after.Values.Where(o => o.Subject.StartsWith(scope, StringComparison.Ordinal) && !asked.Contains(o.Subject)).ToList())
        {
            after.Remove(gone.Subject);
            var thing = new WatchedThing(gone.Subject, gone.Kind, WatchedOutcome.Unknown, AlertSeverity.Information, gone.Name) { Facts = [Since(gone)] };
            told.Add(Tell(AlertKind.Recovered, AlertSeverity.Information, thing, look, now, $"{look.Title}: {gone.Name} is no longer in the project, so its alert is closed"));
        }
    }

    // One cause makes many gates fail: people need not read of each.
    private static List<Alert> Together(List<Alert> told, ProductionLook look, AlertBookOptions options, DateTimeOffset now)
    {
        var ordered = told.OrderByDescending(a => a.Severity).ThenBy(a => a.Subject, StringComparer.Ordinal).ToList();
        if (ordered.Count <= options.MostAtOnce)
        {
            return ordered;
        }

        var rest = ordered.Skip(options.MostAtOnce - 1).ToList();
        return
        [
            .. ordered.Take(options.MostAtOnce - 1),
            rest[0] with
            {
                Subject = AlertSubject.Scope(look.Package, look.Channel) + "others",
                Title = string.Create(CultureInfo.InvariantCulture, $"{look.Title}: and {rest.Count:N0} more changes"),
                Facts = [.. rest.Take(options.MostAtOnce).Select(a => new AlertFact(a.Kind.ToString(), a.Title)), new AlertFact("All", "see the report")],
                Time = now,
            },
        ];
    }

    private static Alert Tell(AlertKind kind, AlertSeverity severity, WatchedThing thing, ProductionLook look, DateTimeOffset now, string title) => new()
    {
        Kind = kind,
        Severity = severity,
        Package = look.Package,
        Version = look.Version,
        Channel = look.Channel,
        Subject = thing.Subject,
        Title = title,
        Facts = thing.Facts,
        Link = look.Link,
        Time = now,
    };

    private static string Sentence(ProductionLook look, WatchedThing thing, string verb) =>
        thing.Kind == AlertKind.MonitorFailed ? $"{look.Title}: production {verb}" : $"{look.Title}: {thing.Name} {verb}";

    private static AlertFact Since(OpenAlert known) => new("Since", string.Create(CultureInfo.InvariantCulture, $"{known.Since.UtcDateTime:yyyy-MM-dd HH:mm} UTC"));
}
