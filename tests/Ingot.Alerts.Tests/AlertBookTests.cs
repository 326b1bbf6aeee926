using Ingot.Alerts.Book;
using Ingot.Alerts.Watching;
using Ingot.Core.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace Ingot.Alerts.Tests;

public sealed class AlertBookTests : IDisposable
{
    private const string Failed = "Contoso.Churn 1.4.0 (production): the monitor gate 'AUC' failed";
    private const string Still = "Contoso.Churn 1.4.0 (production): the monitor gate 'AUC' still fails";
    private const string Passes = "Contoso.Churn 1.4.0 (production): the monitor gate 'AUC' passes again";

    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-alerts-").FullName;
    private readonly FakeTimeProvider _time = new(Samples.Noon);
    private readonly SinkRecorder _sink = new();
    private readonly DiagnosticList _said = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_failure_is_told_once_and_after_a_day_again()
    {
        Assert.Equal([Failed], await LookAsync(WatchedOutcome.Failing));
        for (var hour = 0; hour < 23; hour++)
        {
            _time.Advance(TimeSpan.FromHours(1));
            Assert.Empty(await LookAsync(WatchedOutcome.Failing));
        }

        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal([Still], await LookAsync(WatchedOutcome.Failing));
        Assert.Empty(await LookAsync(WatchedOutcome.Failing));
        Assert.Equal((2, Samples.Noon), (Open().Times, Open().Since));
    }

    [Fact]
    public async Task What_gets_worse_is_told_at_once_and_what_gets_better_is_not()
    {
        await LookAsync(WatchedOutcome.Failing, AlertSeverity.Warning);

        Assert.Equal(["Contoso.Churn 1.4.0 (production): the monitor gate 'AUC' failed, and it is worse than before"], await LookAsync(WatchedOutcome.Failing));
        Assert.Empty(await LookAsync(WatchedOutcome.Failing, AlertSeverity.Warning));
        Assert.Empty(await LookAsync(WatchedOutcome.Failing));
    }

    [Fact]
    public async Task Recovery_takes_two_looks_and_is_told_once()
    {
        Assert.Empty(await LookAsync(WatchedOutcome.Passing));
        await LookAsync(WatchedOutcome.Failing);

        Assert.Empty(await LookAsync(WatchedOutcome.Passing));
        Assert.Equal([Passes], await LookAsync(WatchedOutcome.Passing));
        Assert.Empty(await LookAsync(WatchedOutcome.Passing));
        Assert.Empty(Book().Read().Open);
        Assert.Equal([Failed], await LookAsync(WatchedOutcome.Failing));
    }

    [Fact]
    public async Task What_goes_to_and_fro_is_told_once()
    {
        await LookAsync(WatchedOutcome.Failing);
        for (var i = 0; i < 10; i++)
        {
            Assert.Empty(await LookAsync(WatchedOutcome.Passing));
            Assert.Empty(await LookAsync(WatchedOutcome.Failing));
        }
    }

    [Fact]
    public async Task What_is_not_known_neither_opens_nor_closes()
    {
        Assert.Empty(await LookAsync(WatchedOutcome.Unknown));
        await LookAsync(WatchedOutcome.Failing);
        Assert.Empty(await LookAsync(WatchedOutcome.Unknown));
        Assert.Empty(await LookAsync(WatchedOutcome.Passing));
        Assert.Empty(await LookAsync(WatchedOutcome.Unknown));
        Assert.Equal(1, Open().Passed);
        Assert.Equal([Passes], await LookAsync(WatchedOutcome.Passing));
    }

    [Fact]
    public async Task A_gate_that_is_gone_is_closed_and_said()
    {
        await LookAsync(WatchedOutcome.Failing);
        await Book().UpdateAsync(new ProductionLook("Contoso.Other", "production", [], IsComplete: true), Sender(), default);
        await Book().UpdateAsync(new ProductionLook("Contoso.Churn", "staging", [], IsComplete: true), Sender(), default);
        await Book().UpdateAsync(new ProductionLook("Contoso.Churn", "production", [], IsComplete: false), Sender(), default);
        Assert.Empty(_sink.Titles());

        await Book().UpdateAsync(new ProductionLook("Contoso.Churn", "production", [], IsComplete: true), Sender(), default);

        Assert.Equal(["Contoso.Churn (production): the monitor gate 'AUC' is no longer in the project, so its alert is closed"], _sink.Titles());
        Assert.Empty(Book().Read().Open);
    }

    [Fact]
    public async Task A_storm_is_ten_alerts()
    {
        await Book().UpdateAsync(new ProductionLook("Contoso.Churn", null, [.. Enumerable.Range(0, 300).Select(i => Gate($"G{i:000}", WatchedOutcome.Failing))], IsComplete: true), Sender(), default);

        var titles = _sink.Titles();
        Assert.Equal(10, titles.Count);
        Assert.Equal("Contoso.Churn: and 291 more changes", titles[^1]);
        Assert.Equal(300, Book().Read().Open.Count);
    }

    [Fact]
    public async Task What_a_sink_does_not_take_is_sent_later_and_the_others_get_it_now()
    {
        var other = new SinkRecorder("Slack") { Takes = false };
        await LookAsync(WatchedOutcome.Failing, others: other);
        Assert.Equal("INGOT8042", Assert.Single(_said.Items).Code);
        Assert.Equal(["Slack"], Assert.Single(Book().Read().Unsent).Sinks);

        other.Takes = true;
        Assert.Empty(await LookAsync(WatchedOutcome.Failing, others: other));
        Assert.Equal([Failed], other.Titles());
        Assert.Empty(Book().Read().Unsent);
    }

    [Fact]
    public async Task A_sink_that_is_down_is_asked_once_a_look_and_given_up_after_days()
    {
        _sink.Takes = false;
        await LookAsync(WatchedOutcome.Failing);
        for (var day = 1; day <= 4; day++)
        {
            _time.Advance(TimeSpan.FromDays(1));
            await LookAsync(WatchedOutcome.Failing);
        }

        Assert.Equal(5, _sink.Asked);
        Assert.Contains(_said.Items, d => d.Code == "INGOT8045");
        Assert.All(Book().Read().Unsent, u => Assert.True(_time.GetUtcNow() - u.Alert.Time < TimeSpan.FromDays(3)));
    }

    [Fact]
    public async Task A_kill_while_it_is_sent_repeats_one_alert_with_the_same_id_and_loses_none()
    {
        ProductionLook Three() => new("Contoso.Churn", null, [.. Enumerable.Range(0, 3).Select(i => Gate($"G{i}", WatchedOutcome.Failing))], IsComplete: true);
        var sent = 0;
        _sink.Taken = () =>
        {
            if (++sent == 2)
            {
                throw new OperationCanceledException("killed");
            }
        };
        await Assert.ThrowsAsync<OperationCanceledException>(() => Book().UpdateAsync(Three(), Sender(), default));

        await Book().UpdateAsync(Three(), Sender(), default);

        Assert.Equal(4, _sink.Alerts.Count);
        Assert.Equal(3, _sink.Alerts.Select(a => a.Id).Distinct().Count());
    }

    [Fact]
    public async Task Many_at_once_tell_it_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Book().UpdateAsync(Look(WatchedOutcome.Failing, AlertSeverity.Error), Sender(), default))));

        Assert.Equal([Failed], _sink.Titles());
        Assert.Empty(_said.Items);
        Assert.Equal(["alerts.json"], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_damaged_book_is_set_aside_and_said()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "alerts.json"), "{ \"open\": [");

        Assert.Equal([Failed], await LookAsync(WatchedOutcome.Failing));

        Assert.Equal("INGOT8044", Assert.Single(_said.Items).Code);
        Assert.Single(Directory.GetFiles(_folder, "alerts.damaged-*.json"));
        Assert.Empty(await LookAsync(WatchedOutcome.Failing));
    }

    [Fact]
    public async Task The_book_of_a_newer_Ingot_stays_and_people_are_told()
    {
        var file = Path.Combine(_folder, "alerts.json");
        await File.WriteAllTextAsync(file, "{ \"formatVersion\": 99, \"open\": [] }");

        Assert.Equal([Failed], await LookAsync(WatchedOutcome.Failing));

        Assert.Equal("INGOT8044", Assert.Single(_said.Items).Code);
        Assert.Contains("99", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_said_and_people_are_told()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "file"), string.Empty);

        await new AlertBook(Path.Combine(_folder, "file", "alerts"), new AlertBookOptions(), _time).UpdateAsync(Look(WatchedOutcome.Failing, AlertSeverity.Error), Sender(), default);

        Assert.Equal([Failed], _sink.Titles());
        Assert.Equal("INGOT8044", Assert.Single(_said.Items).Code);
    }

    [Fact]
    public async Task What_cannot_be_measured_is_told_once_and_its_end_too()
    {
        var not = ProductionLooks.NotMeasured("Contoso.Churn", "production", ["INGOT8021", "INGOT8021", "XYZ1"]);
        await Book().UpdateAsync(not, Sender(), default);
        await Book().UpdateAsync(not, Sender(), default);

        var alert = Assert.Single(_sink.Alerts);
        Assert.Equal((AlertKind.MonitorFailed, AlertSeverity.Warning, "Contoso.Churn (production): production could not be measured"), (alert.Kind, alert.Severity, alert.Title));
        Assert.Equal([new AlertFact("INGOT8021", "What was served cannot be read"), new AlertFact("XYZ1", "see the log")], alert.Facts);
        _sink.Titles();

        var measured = new ProductionLook("Contoso.Churn", "production", [not.Things[0] with { Outcome = WatchedOutcome.Passing, Facts = [] }], IsComplete: true);
        await Book().UpdateAsync(measured, Sender(), default);
        await Book().UpdateAsync(measured, Sender(), default);
        Assert.Equal(["Contoso.Churn (production): production is measured again"], _sink.Titles());
    }

    private async Task<IReadOnlyList<string>> LookAsync(WatchedOutcome outcome, AlertSeverity severity = AlertSeverity.Error, params SinkRecorder[] others)
    {
        await Book().UpdateAsync(Look(outcome, severity), new AlertSender([_sink, .. others], _said), default);
        return _sink.Titles();
    }

    // A new one each time, as after a restart.
    private AlertBook Book() => new(_folder, new AlertBookOptions(), _time);

    private AlertSender Sender() => new([_sink], _said);

    private OpenAlert Open() => Assert.Single(Book().Read().Open);

    private static ProductionLook Look(WatchedOutcome outcome, AlertSeverity severity) =>
        new("Contoso.Churn", "production", [Gate("AUC", outcome) with { Subject = AlertSubject.OfGate("Contoso.Churn", "production", "AUC", null), Severity = severity }], IsComplete: true) { Version = "1.4.0" };

    private static WatchedThing Gate(string name, WatchedOutcome outcome) =>
        new(AlertSubject.OfGate("Contoso.Churn", null, name, null), AlertKind.GateFailed, outcome, AlertSeverity.Error, $"the monitor gate '{name}'");
}
