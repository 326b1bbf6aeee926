using Apache.Arrow;
using Ingot.Monitoring.Columns;
using Ingot.Monitoring.Journals;
using Ingot.Monitoring.Predictions;

namespace Ingot.Monitoring.Tests;

/// <summary>A store that somebody else writes, over the public parts only.</summary>
public sealed class OwnStoreTests : IDisposable
{
    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_is_given_predictions_and_labels_with_their_columns()
    {
        var store = new MemoryStore();
        await using (var log = _folder.Open(_folder.Options with { Store = store }))
        {
            var model = LogFolder.Churn(log);
            model.TryAdd(LogFolder.Entry(1, rows: 2));
            model.TryAdd(new FeedbackEntry { Id = "r1", Row = 1, Label = "Yes" });
        }

        Assert.Equal(
            [
                "labels of Contoso.Churn: 1 row",
                "predictions of Contoso.Churn: 2 rows of tenure Float32, charges Float64, senior Boolean, since Date, contract Text -> predicted_label Text, score Float32, probability Float32; first r1",
            ],
            store.Seen.Order(StringComparer.Ordinal));
        Assert.Empty(_folder.Files("*.journal"));
        Assert.Empty(_folder.Files("*.parquet"));
        Assert.Equal(2, store.Names.Distinct().Count());
    }

    [Fact]
    public async Task What_it_cannot_take_now_it_is_given_again()
    {
        var store = new MemoryStore { IsAway = true };
        await using (var log = _folder.Open(_folder.Options with { Store = store }))
        {
            LogFolder.Churn(log).TryAdd(LogFolder.Entry(1));
            await log.RollAsync();
            Assert.NotEmpty(_folder.Files("*.journal"));
            Assert.Equal("INGOT8007", Assert.Single(_folder.Diagnostics.Items).Code);

            store.IsAway = false;
            await log.RollAsync();
        }

        Assert.Equal(["predictions of Contoso.Churn: 1 row"], store.Seen.Select(s => s.Split(" of tenure")[0]));
        Assert.Empty(_folder.Files("*.journal"));
    }

    private sealed class MemoryStore : PredictionStore
    {
        public bool IsAway { get; set; }

        public List<string> Names { get; } = [];

        public List<string> Seen { get; } = [];

        public override long Store(FinishedJournal journal)
        {
            if (IsAway)
            {
                throw new StoreUnavailableException("Away.", new TimeoutException());
            }

            var rows = 0L;
            foreach (var batch in journal.ReadBatches())
            {
                rows += batch.Rows.Length;
                var what = FormattableString.Invariant($"{(batch.IsLabels ? "labels" : "predictions")} of {batch.Package}: {batch.Rows.Length} {(batch.Rows.Length == 1 ? "row" : "rows")}");
                Seen.Add(batch.IsLabels ? what : $"{what} of {Text(batch, batch.Inputs)} -> {Text(batch, batch.Outputs)}; first {((StringArray)batch.Rows.Column(0)).GetString(0)}");
            }

            Names.Add(journal.Name);
            journal.Delete();
            return rows;
        }

        public override Exception? DeleteOld(TimeSpan retention, DateTimeOffset now) => null;

        private static string Text(JournalBatch batch, Range columns) => string.Join(", ", batch.Columns.Take(columns).Select((LogColumn c) => $"{c.Name} {c.Type}"));
    }
}
