using Ingot.Core.Diagnostics;
using Ingot.Monitoring.Predictions;
using Ingot.Serving.Logging;
using Ingot.Serving.Observers;
using Ingot.Serving.Telemetry;
using Ingot.Serving.Traffic;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Ingot.Serving;

/// <summary>The prediction log of served models.</summary>
public static class IngotLogExtensions
{
    /// <summary>
    /// Logs all predictions, and takes late labels at <c>models/NAME/feedback</c>. Call it beside
    /// <see cref="IngotServiceExtensions.AddIngotModels"/>. The log is closed with the application.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="options">Folder, sample and redaction; without a sink, diagnostics go to the application's log.</param>
    public static IServiceCollection AddIngotPredictionLog(this IServiceCollection services, PredictionLogOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(p => Open(options, p));
        services.AddSingleton(p => new RedactionCheck(options, p.GetRequiredService<ModelRegistry>(), p.GetRequiredService<ILogger<RedactionCheck>>()));
        services.AddHostedService(p => p.GetRequiredService<RedactionCheck>());
        services.AddSingleton<IPredictionObserver, PredictionLogObserver>();
        return services;
    }

    private static PredictionLog Open(PredictionLogOptions options, IServiceProvider services)
    {
        try
        {
            var log = new PredictionLog(
                options with { Diagnostics = options.Diagnostics ?? new DiagnosticLogger(services.GetRequiredService<ILogger<PredictionLog>>()) },
                services.GetRequiredService<TimeProvider>());
            services.GetRequiredService<ServingMetrics>().Count(log);
            return log;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IngotException(
                InfrastructureDiagnostics.FileSystem.At(
                    new SourceLocation(options.Folder),
                    $"The folder of the prediction log cannot be made or written to: {e.Message.TrimEnd('.')}. Let the server write there, or name another folder."),
                e);
        }
    }
}
