using Ingot.Monitoring.Predictions;
using Ingot.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

var builder = WebApplication.CreateBuilder(args);
var settings = builder.Configuration;
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
builder.Services.AddIngotModels(options => settings.Bind("Ingot", options));
if (settings.GetSection("PredictionLog").Get<PredictionLogOptions>() is { } log)
{
    builder.Services.AddIngotPredictionLog(log with { HashKey = Convert.FromBase64String(settings["INGOT_LOG_HASH_KEY"] ?? "") });
}

if (settings["OTEL_EXPORTER_OTLP_ENDPOINT"] is not null)
{
    builder.Services.AddOpenTelemetry()
        .WithMetrics(m => m.AddMeter("Ingot.Serving").AddOtlpExporter())
        .WithTracing(t => t.AddSource("Ingot.Serving").AddOtlpExporter());
}

// As long as the drain and the last requests take.
builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(45));

var application = builder.Build();
application.MapIngotModels();
await application.RunAsync();
