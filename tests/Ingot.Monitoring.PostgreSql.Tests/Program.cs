using System.Globalization;
using Ingot.Monitoring.Predictions;

namespace Ingot.Monitoring.PostgreSql.Tests;

/// <summary>A process that logs into PostgreSQL without end, says after each flush how far it is, and is killed by a test.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [var folder, var connection])
        {
            return 1;
        }

        await using var log = new PredictionLog(new PredictionLogOptions { Folder = folder, RollRows = 300, FlushInterval = TimeSpan.FromMilliseconds(20), Store = new PostgreSqlStore(connection) });
        var model = LogFolder.Churn(log);
        for (var number = 0; ; number++)
        {
            if (!model.TryAdd(LogFolder.Entry(number)) || !model.TryAdd(new FeedbackEntry { Id = $"r{number}", Label = "Yes" }))
            {
                return 2;
            }

            if (number % 100 == 99)
            {
                await log.FlushAsync();
                Console.WriteLine(number.ToString(CultureInfo.InvariantCulture));
            }
        }
    }
}
