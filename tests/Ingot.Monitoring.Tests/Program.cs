using System.Globalization;
using Ingot.Monitoring.Predictions;

namespace Ingot.Monitoring.Tests;

/// <summary>A process that logs without end, says after each flush how far it is, and is killed by <see cref="KillTests"/>.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [var folder])
        {
            return 1;
        }

        // It becomes files often, so that kills hit that too.
        await using var log = new PredictionLog(new PredictionLogOptions { Folder = folder, RollRows = 700, FlushInterval = TimeSpan.FromMilliseconds(20) });
        var model = LogFolder.Churn(log);
        for (var number = 0; ; number++)
        {
            // One that is full is not a fault here: it is waited for.
            while (!model.TryAdd(LogFolder.Entry(number)) || !model.TryAdd(new FeedbackEntry { Id = $"r{number}", Label = "Yes" }))
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
